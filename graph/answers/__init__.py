"""What the gate answers, as frozen classes: command, notebook, report and page take the same, and JSON is made of them.

Whoever makes one has let its values pass the gate: nothing is looked up and nothing is hidden here.
"""

from graph.answers.findings import FindingsAnswer, FindingShown, JudgementShown, LinkShown, ReasonRow, ReasonShown
from graph.answers.plain import OMITTED, to_json
from graph.answers.questions import QueryAnswer, QuestionsAnswer, QuestionShown
from graph.answers.things import EntityAnswer, EntityShown, HitsAnswer, HitShown, SectionShown, Thing

__all__ = [
    "OMITTED",
    "EntityAnswer",
    "EntityShown",
    "FindingShown",
    "FindingsAnswer",
    "HitShown",
    "HitsAnswer",
    "JudgementShown",
    "LinkShown",
    "QueryAnswer",
    "QuestionShown",
    "QuestionsAnswer",
    "ReasonRow",
    "ReasonShown",
    "SectionShown",
    "Thing",
    "to_json",
]
