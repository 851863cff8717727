"""Words of leads until the catalogue has them."""

from graph.languages import Language

TEXTS = {
    "page.steered": "direction marks taken out",
    "page.shown": "{shown} of {count} are shown; {file} beside this report holds them all.",
    "evidence.weak": "little evidence",
    "evidence.fair": "some evidence",
    "evidence.strong": "much evidence",
    "lead.one_of_two": "one of two",
    "lead.since": "since {day}",
    "lead.judged": "judged {verdict}",
    "lead.judged_by": "Judged {verdict} by {who}, {at}: {why}",
    "lead.in_all": "in all",
    "lead.more": "{n} more: {command}",
    "lead.more_reasons": "{n} more reasons of less weight: {command}",
    "lead.rival": "Why not the runner-up?",
    "lead.rival_nothing": "nothing of this kind",
    "lead.core": "Core",
    "lead.around": "Around it, not members",
    "list.more": "{list} and {n} more",
    "quote.in": "in {chat}",
    "quote.of_in": "{author} in {chat}",
    "quote.files": "{n} files say so",
    "count.more": "{n} more",
}


def say(language: Language, key: str, **values: str | int) -> str:
    """Give a text."""
    if language.has(key):
        return language.say(key, **values)
    return TEXTS[key].format(**{name: f"{one:,}" if isinstance(one, int) else one for name, one in values.items()})
