"""The words of reasons and findings, in one table: a key, and its typed parts between braces.

The type of a part is its meaning (``graph.disclosure.voice``): by it a part is masked, counted or put into a list.
What stands in square brackets is left out where a part in it is null. A key that is not here is a bug and raises
KeyError, so that nothing is shown that the gate does not understand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

from graph.disclosure.voice import Voice
from graph.finding import Finding

SEEN = "[, {first_seen:date} to {last_seen:date}]"

REASONS: dict[str, str] = {
    # contacts that weigh nothing
    "contact-protected": "{contact:Contact} weighs nothing: case.toml protects it",
    "contact-many": "{contact:Contact} weighs nothing: more than {limit:int} of {of:int} use it",
    "contact-spread": "{contact:Contact} weighs nothing: of {users:int} that use it no place holds more than "
    "{share:share} beyond chance",
    "contact-nobody": "{contact:Contact} weighs nothing: it is a service's address, a short code or a made-up number",
    # clusters
    "shared-contact": "{members:int} of its members use {contact:Contact}, as do {users:int} of {of:int} in the case",
    "called": "{members:int} of its members called or texted each other, {calls:int} times in {pairs:int} pairs; with "
    "all whom they called or who called them they are {users:int} of {of:int} in the case",
    "known": "{members:int} of its members know each other in {pairs:int} pairs, as {ties:int} statements and saved "
    "numbers say; with all whom they know they are {users:int} of {of:int} in the case",
    "passed-on": "{members:int} of its members pass on posts of each other again and again, {posts:int} in {pairs:int} "
    "pairs; with all others that do so with them they are {users:int} of {of:int} in the case",
    "shared-group": "{members:int} of its members meet in {group:Group}, as do {users:int} of {of:int} in the case",
    # handoffs
    "hop-opens": "{contact:Contact} leads to {node:Node}" + SEEN,
    "hop-posts": "{user:Node} names {contact:Contact} in {posts:posts}" + SEEN,
    "hop-posted-there": "{contact:Contact} stands in {posts:posts} in {user:Node}, written by others" + SEEN,
    "hop-profile": "{user:Node} shows {contact:Contact} on its profile" + SEEN,
    "more-contacts": "{node:Node} names {count:contacts} more, which this chain does not follow",
    # aliases
    "alias-prior": "start: of pairs that share anything one in {of:int} is run by the same person or team",
    "own-contact": "both give out {contact:Contact} as their own; {users:int} of {of:int} accounts do"
    "[, each in {share:share} of its adverts at least]",
    "shown-contact": "both show {contact:Contact} on their profile, as {users:int} of {of:int} accounts do; a group "
    "gives it out too, or many name it",
    "contact-two-hands": "both give out {contact:Contact}, and yet answer each other or write in one minute",
    "contact-recycled": "{before:Account} gave {contact:Contact} out, {days:days} later {after:Account} did: it may "
    "have been sold anew",
    "contact-in-turn": "{before:Account} gave {contact:Contact} out until {days:days} before {after:Account} did: it "
    "may have been handed on",
    "contact-followed": "{before:Account} gave {contact:Contact} out until {days:days} before {after:Account} did, and "
    "a change of number was declared",
    "another-number": "{accounts:list of Account} also give out a number of their own, {contacts:list of Phone}",
    "two-platforms": "{accounts:list of Account} are on two platforms, where one person or team has an account on each",
    "one-platform-at-once": "{accounts:list of Account} both write on one platform, for {days:days} until {end:date}",
    "same-username": "{accounts:list of Account} hold or held one username, {handles:list of Handle}",
    "own-handle": "{account:Account} gives out {handle:Handle}, that of {holder:Account}; {users:int} do",
    "number-changed": "{account:Account} went from {old:Phone} to {new:Phone}[ on {at:date}], as did {other:Account}",
    "same-name": "their names are one but for decoration, {names:list of name}; {bearers:int} bear it",
    "alike-name": "their names sound alike, {names:list of name}; {bearers:int} of {of:int} have one like it",
    "name-word": "their names have a word in common, as a family's or a firm's have, {names:list of name}; "
    "{bearers:int} of {of:int} have it",
    "other-names": "their names have nothing in common, {names:list of name}",
    "same-text": "both write one advert, but for its contacts and prices; {writers:int} of {of:int} accounts do"
    "[, each in {share:share} of its adverts at least]",
    "same-company": "they share contacts and groups, as colleagues would: {things:list of Node}",
    "company-through": "they share contacts and groups, as colleagues would, by way of {through:list of Account}",
    "small-company": "{size:int} accounts share these: what two of so few have in common may be the team's",
    "one-place": "{contact:Contact} is given out in {place:Node} alone, as that one's own number is",
    "one-after-other": "{before:Account} wrote its last advert on {last:date}, {after:Account} its "
    "first on {first:date}",
    "answer-each-other": "they answer each other in {posts:posts}",
    "same-minute": "both wrote within one minute, {times:int} times",
    # successions
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
    # renames and reuse
    "rename-dated": "{node:Node} changed its {what:word} from {old:called} to {new:called} on {at:date}",
    "rename-between": "{node:Node} had the {what:word} {old:called} on {after:date}, and {new:called} on {before:date}",
    "rename-once": "{node:Node} once bore the {what:word} {old:called}[; its latest name with a date is {new:called}]",
    "rename-cosmetic": "{old:called} and {new:called} differ in decoration alone: case, marks, pictures, a number or "
    "year",
    "name-given-up": "{node:Node} bore {name:name}[ until {after:date}][ and no more from {before:date}]",
    "name-left": "{node:Node} bore {name:name} and gives no sign of life after {after:date}",
    "name-taken": "{node:Node} took {name:name}[ by {before:date}]",
    "name-bearers": "{name:name} was borne by {bearers:int} of {of:int} accounts and groups",
    "names-exchanged": "{name:name} and {other:name} were exchanged within {days:days}",
    "handle-given-up": "{node:Node} held {handle:Handle}[ until {after:date}]",
    "handle-taken": "{node:Node} holds {handle:Handle}[ from {before:date}]",
    "not-the-same-account": "{old:Node} and {new:Node} are two: a name or handle passed on joins nobody",
}
"""What each reason says."""

TAUGHT = {
    "judged": "int",
    "needed": "int",
    "shipped": "share",
    "range": "list of share",
    "withdrawn": "share",
    "band": "word",
    "band_worst": "share",
}
"""What judgements of a case make of a probability, and what stands for it where the case is like no world."""

PARTS: dict[str, dict[str, str]] = {
    "alias": {
        "set": "list of Account",
        "wall": "list of Account",
        "doubt": "list of Account",
        "brings": "int",
        "uncompared": "int",
        "worth": "list of share",
        "rival": "word",
        "rival_share": "share",
        **TAUGHT,
    },
    "cluster": {
        "name": "title",
        "number": "int",
        "size": "int",
        "accounts": "int",
        "groups": "int",
        "contacts": "int",
        "first_seen": "time",
        "last_seen": "time",
        "from": "descent",
        "audience": "bool",
        "core": "list of Node",
        "belongs": "belongings",
        "core_accounts": "int",
        "around_accounts": "int",
        "apart": "bool",
        "borderline": "list of Node",
        "borderline_shares": "list of share",
        "rung": "float",
        "agreement": "share",
        "ladder": "list of float",
        "above": "descent",
        "below": "list of list of Node",
    },
    "handoff": {
        "hops": "int",
        "posts": "int",
        "apps": "list of word",
        "more": "int",
        "ways": "ways",
        "shared": "int",
        "givers": "int",
        "users": "int",
        "first_seen": "time",
        "last_seen": "time",
    },
    "rename": {
        "old": "called",
        "new": "called",
        "at": "time",
        "after": "time",
        "before": "time",
        "cosmetic": "bool",
        "what": "word",
    },
    "succession": {
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
    "reuse": {"kind": "word", "value": "called", "other": "called", "freed": "time", "taken": "time"},
}
"""What the parts of each kind of finding mean."""

HEADLINES: dict[str, tuple[str, ...]] = {
    "alias": (
        "{first:Node} on {on_first:word} and {last:Node} on {on_last:word} may be run by the same person or team",
    ),
    "cluster": (
        "{name:title}: {core_accounts:accounts} and {around_accounts:int} around it, {groups:groups} and "
        "{contacts:contacts}[, active {first_seen:date} to {last_seen:date}]",
        "{name:title}: {accounts:accounts}, {groups:groups} and {contacts:contacts}"
        "[, active {first_seen:date} to {last_seen:date}]",
    ),
    "handoff": (
        "{chain:chain}: {posts:posts}" + SEEN,
        "{first:Node} leads over {via:list of Node} to {ends:list of Node}: {posts:posts}" + SEEN,
        "{givers:int} of {users:int} accounts and groups that name {last:Node} give it out: {posts:posts}" + SEEN,
        "{many:int} accounts and groups send people to {last:Node}: {posts:posts}" + SEEN,
    ),
    "rename": (
        "{first:Node}: {old:called} became {new:called} on {at:date}",
        "{first:Node}: {old:called} became {new:called} between {after:date} and {before:date}",
        "{first:Node} once bore {old:called}",
    ),
    "succession": (
        "{first:Node} fell silent[ on {dark:date}][ and was found {removed:word}]; {last:Node} may be its successor"
        "[, opened on {born:date}]",
    ),
    "reuse": (
        "{value:called} and {other:called} changed places between {first:Node} and {last:Node}[ on {taken:date}]",
        "{value:called} passed from {first:Node} to {last:Node}[ by {taken:date}]: not the same account",
    ),
}
"""What each kind of finding says in a line: of its parts and ``subjects``, ``first``, ``last``, ``many`` (all but the
last), ``on_first``, ``on_last`` (their platforms), ``removed`` (where the first was found so), ``chain`` (the
subjects, where each leads to the next), ``via`` and ``ends`` (of several ways, what they pass and where they end).

Of several templates the first counts whose parts outside brackets are all known.
"""


BELONGS: dict[str, str] = {
    "gives-out": "gives out {thing:Contact}, as {members:int} more here do",
    "leads-to": "gives out what leads to {thing:Node}",
    "runs": "runs {thing:Group}",
    "deals": "deals with {members:members} directly",
    "judged": "judged to be with {thing:Node}",
    "is-run": "run by {thing:Account}[ and {members:int} more]",
    "is-led-to": "{thing:Account} leads to it[, as {members:int} more do]",
    "names": "names {thing:Contact} and hardly gives it out",
    "asks": "asks about {thing:Contact}",
    "quotes": "answers or passes on what names {thing:Contact}",
    "writes": "writes in {thing:Group}",
    "meets": "is in {thing:Group}",
    "calls": "deals with {thing:Node}",
    "place": "{members:members} of the core write there",
    "near": "is tied to others around it",
}
"""How a member of a cluster belongs to it (``graph.analysis.cluster.core``)."""


def reason(key: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Give the words of a reason."""
    return filled(REASONS[key], parts, voice)


def standing(place: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give the template of how a member belongs to its cluster, and its parts; of no other members nothing is said."""
    template = BELONGS[place["how"]]
    parts = {"thing": place["thing"], "members": place["members"] or None}
    return template, parts


def headline(finding: Finding, voice: Voice) -> str:
    """Give what a finding says in a line."""
    ids = [subject.id for subject in finding.subjects]
    parts = {**finding.parts, "subjects": ids, "first": ids[0], "last": ids[-1], "many": len(ids) - 1}
    parts |= {f"on_{end}": parts[end].partition(":")[0] for end in ("first", "last")}
    parts["removed"] = "removed" if parts.get("how") == "removed" else None
    ways = [way["nodes"] for way in parts.get("ways", ()) if not way["shared"]] or [
        way["nodes"] for way in parts.get("ways", ())
    ]
    if len(ways) > 1:
        parts["ends"] = list(dict.fromkeys(way[-1] for way in ways))
        parts["via"] = [id for id in dict.fromkeys(id for way in ways for id in way[1:-1]) if id not in parts["ends"]]
    parts["chain"] = ids if len(ways) < 2 and finding.parts.get("hops") == len(ids) - 1 else None
    templates = HEADLINES[finding.kind]
    for template in templates:
        if all(parts.get(key) is not None for _, some in pieces(template)[::2] for key, _ in some):
            return filled(template, parts, voice)
    return filled(templates[-1], parts, voice)


def filled(template: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Fill a template, each part said by its meaning."""
    said = []
    for at, (text, some) in enumerate(pieces(template)):
        if at % 2 == 0 or all(parts.get(key) is not None for key, _ in some):
            values = [voice.say(meaning, parts[key]) for key, meaning in some]
            said.append("".join(part for pair in zip(text, [*values, ""], strict=True) for part in pair))
    return "".join(said)


def meanings(template: str) -> dict[str, str]:
    """Give the parts of a template and what each means."""
    return {key: meaning for _, some in pieces(template) for key, meaning in some}


Piece = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Literal texts, and the parts that stand between them."""


@lru_cache(maxsize=256)
def pieces(template: str) -> tuple[Piece, ...]:
    """Take a template apart: pieces that always stand and pieces in brackets by turns."""
    return tuple(_piece(text) for text in re.split(r"[\[\]]", template))


def _piece(text: str) -> Piece:
    literals: list[str] = []
    some: list[tuple[str, str]] = []
    for literal, key, meaning, _ in Formatter().parse(text):
        literals.append(literal)
        if key is not None:
            some.append((key, meaning or ""))
    if len(literals) == len(some):
        literals.append("")
    return tuple(literals), tuple(some)
