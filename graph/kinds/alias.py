"""Aliases: accounts that may be run by the same person or team."""

from graph.kinds.kind import TAUGHT, Kind

REASONS = {
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
}

ALIAS = Kind(
    name="alias",
    plural="aliases",
    title="Aliases",
    lead="Accounts that may be run by the same person or team, surest first. To judge them, ask for the order of "
    "review (liaisons find alias --order review): first the pairs that nobody has judged, that are likely, and that "
    "tie most.",
    nothing="No accounts that may be run by the same person or team were found.",
    counted=(
        "{count} pair of accounts may be run by the same person or team",
        "{count} pairs of accounts may be run by the same person or team",
    ),
    card="Aliases: accounts of one hand",
    colours=("#7c3aed", "#c4b5fd"),
    score_name="chance",
    weighs_contacts=True,
    line=("alias", "alias of", "alias of"),
    headlines=(
        "{first:Node} on {on_first:word} and {last:Node} on {on_last:word} may be run by the same person or team",
    ),
    reasons=REASONS,
    parts={
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
)
