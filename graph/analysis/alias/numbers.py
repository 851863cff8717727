"""One number written with its country and without: national digits join the full number where one choice is left."""

from collections.abc import Mapping

from graph import forms
from graph.analysis.shared.adverts import Adverts, Use
from graph.forms.numbers import NATIONAL
from graph.snapshot import Snapshot

WHATSAPP = "whatsapp:"
"""How the id of an account begins whose rest is its number."""

LONG = 7
"""Digits, leading zeros aside, from which one full number in a case with these digits is the number that was meant."""


def join_national(snapshot: Snapshot) -> dict[int, int]:
    """Give the full number of each national one, by number, where the case leaves one choice.

    The digits must be those of exactly one full number of the case. Digits that files of several countries write
    are joined to nothing: they are several numbers.
    """
    full: dict[str, set[int]] = {}
    national: dict[int, str] = {}
    for number, label in enumerate(snapshot.labels):
        if label == "Phone":
            id = snapshot.ids[number]
            if id.startswith(NATIONAL):
                national[number] = id.removeprefix(NATIONAL).lstrip("0")
            else:
                full.setdefault(forms.cut_country_code(id).lstrip("0"), set()).add(number)
    several = snapshot.several()
    return {
        number: min(chosen)
        for number, digits in national.items()
        if len(digits) >= LONG and len(chosen := full.get(digits, set())) == 1 and number not in several
    }


def own_numbers(snapshot: Snapshot) -> dict[int, int]:
    """Give the number that an account of WhatsApp is, by account: whose account it is has that number."""
    accounts = (number for number, label in enumerate(snapshot.labels) if label == "Account")
    ids = {account: id for account in accounts if (id := snapshot.ids[account]).startswith(WHATSAPP)}
    numbers = {account: id.removeprefix(WHATSAPP) for account, id in ids.items()}
    return {account: snapshot.number[number] for account, number in numbers.items() if number in snapshot.number}


def join_uses(adverts: Adverts, joined: Mapping[int, int], own: Mapping[int, int]) -> Adverts:
    """Give adverts in which a number is one however it is written, and in which an account shows the number it is."""
    found = Adverts(informers=adverts.informers)
    for uses in adverts.by_user.values():
        for contact, use in uses.items():
            add_use(found.use(use.user, joined.get(contact, contact)), use)
    for account, number in own.items():
        use = found.use(account, number)
        use.shown, use.share, use.plausibility = True, 1.0, 1.0
    found.by_contact = {
        contact: dict(sorted(found.by_contact[contact].items())) for contact in sorted(found.by_contact)
    }
    found.by_user = {user: dict(sorted(found.by_user[user].items())) for user in sorted(found.by_user)}
    found.posts = {
        post: list(dict.fromkeys(joined.get(contact, contact) for contact in contacts))
        for post, contacts in adverts.posts.items()
    }
    return found


def add_use(whole: Use, part: Use) -> None:
    """Add how one way of writing a number is used to how all of them are."""
    whole.posts += part.posts
    whole.asked += part.asked
    whole.passed_on += part.passed_on
    whole.shown |= part.shown
    whole.share = min(1.0, whole.share + part.share)
    whole.plausibility = max(whole.plausibility, part.plausibility)
    whole.seen((part.first, part.last))
