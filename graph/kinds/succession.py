"""Successions: a group or page fell silent or was removed, and another may be its successor."""

from graph.kinds.kind import TAUGHT, Kind

REASONS = {
    "succession-prior": "start: most groups and pages that share something with another are not its successor",
    "old-removed": "{node:Node} was found removed[; its last post is of {last:date}]",
    "old-flagged": "{node:Node} had been found flagged or closed[ on {at:date}]",
    "old-silent": "{node:Node} was last heard of[ on {last:date}] and looked at again[ on {looked:date}]; "
    "{needed_days:days} of silence are enough",
    "old-unknown": "{node:Node} was last heard of[ on {last:date}]; whether it went dark or was not collected any more "
    "is not known",
    "old-alive": "{node:Node} was found alive on {at:date}, when the new one had begun",
    "members-came-along": "{shared:members} of {old:int} are in the new one, which has {new:int}",
    "came-early": "{early:int} of the {shared:members} in both came within 30 days of the new one's begin, "
    "as did {all_early:int} of all {new:int} in it",
    "few-early": "of {old:members} of {node:Node} {early:int} came within 30 days of the new one's begin, "
    "under a tenth",
    "few-members": "of {old:members} only {shared:int} are in the new one, fewer than chance would bring",
    "came-elsewhere": "{other_share:share} of {other:Node} came within 30 days of the begin of {new:Node}, and "
    "{old_share:share} of {old:Node}",
    "same-admin": "both were run by {accounts:list of Account}; the rarest of them ran {groups:groups}",
    "same-staff": "{accounts:list of Account} advertised in both; the rarest of them in {groups:groups}",
    "staff-there": "{accounts:list of Account} worked in one of them and were seen in the other one",
    "came-back": "{accounts:list of Account}, who work in one each, bear one name, {name:name}",
    "handed-contact": "both give out {contacts:list of Contact}; of {of:int} groups and pages {users:int} give out the "
    "rarest",
    "same-circle": "those behind both give out {contacts:list of Contact} somewhere; of {of:int} groups and pages "
    "those behind {users:int} give out the rarest",
    "handed-text": "both have an advert word for word, figures apart; {groups:int} of {of:int} groups and pages do",
    "announced": "{in:Node} names {names:Node}",
    "announced-elsewhere": "who runs {in:Node} names {names:Node} elsewhere",
    "called-new": "a post that leads to {node:Node} speaks of a new group or page",
    "called-successor": "a post that leads to {node:Node} says that another one is closed, deleted or moved",
    "led-by-people": "members or writers of {old:Node}, or posts in it, lead to {new:Node}",
    "named-together": "a post that leads to {new:Node} as to a new place holds the name of {old:Node}",
    "like-name": "their names share rare words, {names:list of name}",
    "borne-out": "name or members, which anybody may take, go along with people, contacts or adverts that "
    "{old:Node} and {new:Node} both have",
    "born-after": "the new one began {days:days} after the old one was last heard of",
    "born-before": "the new one began {days:days} before the old one was last heard of",
    "other-order": "{old:Node} was first seen after {new:Node}",
    "outlived": "{old:Node} was heard of {days:days} after {new:Node} was for the last time",
    "other-platform": "{old:Node} and {new:Node} are on two platforms",
    "other-sort": "of {old:Node} and {new:Node} one is a page, the other one a group",
    "other-admins": "others run {new:Node} than ran {old:Node}",
    "strangers": "people, contacts and adverts are known of {old:Node} and {new:Node}, and none is the same",
    "other-contacts": "{new:Node} gives out other contacts than {old:Node} did",
    "other-texts": "{new:Node} has other adverts than {old:Node} had",
    "belongs-elsewhere": "people, contacts and adverts tie {new:Node} to {other:Node} more than to {old:Node}",
    "asked-after": "{new:Node} asks after {old:Node}, as those do who talk about it",
    "same-kind": "both are {kind:word}, as are {alike:int} of {of:int} groups",
    "other-kind": "{channel:Node} is a channel, and the other one is not",
    "other-trade": "adverts are {old_share:share} of the posts of {old:Node}, and {new_share:share} of {new:Node}",
    "another-old": "{new:Node} may as well be the successor of {other:Node}, for which {bits:behind} speak",
    "another-new": "{old:Node} may as well go on as {other:Node}, for which {bits:behind} speak",
}

SUCCESSION = Kind(
    name="succession",
    plural="successions",
    title="Successions",
    lead="Groups or pages that fell silent or were removed, and others that may be their successors, surest first.",
    nothing="No group or account that took over from another was found.",
    counted=("{count} group or page may have a successor", "{count} groups and pages may have successors"),
    card="Successions: a group or page went dark, and another took over",
    colours=("#b91c1c", "#f87171"),
    score_name="chance",
    weighs_contacts=True,
    line=("succession", "followed by", "follows"),
    headlines=(
        "{first:Node} fell silent[ on {dark:date}][ and was found {removed:word}]; {last:Node} may be its successor"
        "[, opened on {born:date}]",
    ),
    reasons=REASONS,
    parts={
        "how": "word",
        "dark": "time",
        "born": "time",
        "gap_days": "float",
        "close": "bool",
        "second": "bool",
        "members": "int",
        "runner_up": "runner-up",
        **TAUGHT,
    },
)
