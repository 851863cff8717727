"""What a page cannot tell: the zone of times without an offset, and which chat of Telegram it is of."""

from ingest.asking import Asked, Asking, Question
from ingest.sources.telegram.chat_answer import find_wrong_answer
from ingest.sources.telegram.html.shape import overlook_page


def ask_chat(asking: Asking) -> Asked:
    """Ask for the zone of times that have none, and for an id where the answer is none."""
    answers = asking.answers
    wrong = find_wrong_answer(answers)
    questions = [wrong] if wrong else []
    if answers.time_zone is None and (bare := overlook_page(asking.path).bare) is not None:
        found = f"times without an offset, as {bare}: the clock of the computer that exported them"
        questions.append(Question("time_zone", found, 'time_zone = "Europe/Berlin"'))
    return Asked(answers, tuple(questions))
