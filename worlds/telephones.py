"""Two telephones of the sample case: the WhatsApp group that a crew leads people to, and a private chat after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from worlds.facts import Alias, Hop, Rename
from worlds.numbers import Number
from worlds.whatsapp import Line, show_number, write_android, write_ios
from worlds.world import World

CREW = "green-bridge"
"""Whose invite opens the group."""
GROUP = "120363049000000117@g.us"
"""Its id, as ``chat`` of the answers has it."""
FIRST, SECOND = "Green Bridge rides", "Garden tools swap"
BEGIN = datetime(2025, 3, 10, 8, 14, tzinfo=UTC)
GROUP_EXPORTED = datetime(2025, 7, 4, 15, 30, tzinfo=UTC)
PRIVATE_EXPORTED = datetime(2025, 7, 5, 9, 10, tzinfo=UTC)
OWNERS = ("Joy Yamsong", "هالة الغيمي")
"""Who handed the telephones over."""
OFFERS = (
    "Two seats left for Friday. Write to me here on WhatsApp: {number}",
    "Same price as last week, children half. Call {number}, not the page.",
    "For the hotel and the driver call {number} only",
)


def add_telephones(world: World) -> Iterator[tuple[str, datetime, str, bytes]]:
    """Yield name, time of export, answers and bytes of the two chats, and add to the truth what is true of them."""
    old, new = world.numbers.take("GB"), world.numbers.take("GB")
    owners = [world.numbers.take("US"), world.numbers.take("SE")]
    hawala = world.numbers.take("DE")
    crew = next(crew for crew in world.truth.crews if crew.name == CREW)
    invite = next(contact for contact in crew.contacts if contact.startswith("invite:chat.whatsapp.com"))
    told = tell_group(old, new)
    group = write_android(told, OWNERS[0])
    answers = f'time_zone = "Europe/Berlin"\nexporter = "{owners[0].id}"\n'
    answers += f'you = "{OWNERS[0]}"\nchat = "{GROUP}"\ninvite = "{invite[7:]}"\n'
    yield f"whatsapp/WhatsApp Chat with {SECOND}.txt", GROUP_EXPORTED, answers, group
    title = "+" + " ".join(new.groups)
    answers = f'time_zone = "Europe/Berlin"\nday_first = true\nexporter = "{owners[1].id}"\n'
    private = write_ios(tell_private(new, hawala), OWNERS[1], show_number(new))
    yield f"whatsapp/WhatsApp Chat - {title}.zip", PRIVATE_EXPORTED, answers, private
    note_truth(world, old, new, hawala, invite, told, owners)


def tell_group(old: Number, new: Number) -> list[Line]:
    """Give the lines of the group: made, entered by the link, renamed; its organiser goes over to another number."""
    boss, then = show_number(old), show_number(new)
    written = ("+" + " ".join(old.groups), "+" + " ".join(new.groups))

    def at(day: int, minute: int = 0) -> datetime:
        return BEGIN + timedelta(days=day, minutes=minute)

    return [
        Line(at(0), "", "notice"),
        Line(at(0), boss, "created", (FIRST,)),
        Line(at(1, 7), "", "joined"),
        Line(at(1, 9), boss, "says", (OFFERS[0].format(number=written[0]),)),
        Line(at(2, 31), "Osas cousin", "joined"),
        Line(at(2, 34), "Osas cousin", "says", ("Is Friday sure?\nThe last time we waited all night",)),
        Line(at(2, 35), boss, "says", ("Sure: Friday",)),
        Line(at(9, 2), boss, "says", (OFFERS[1].format(number=written[0]),)),
        Line(at(9, 40), "Osas cousin", "photo"),
        Line(at(16, 5), "", "says", ("My sister asks for two",)),
        Line(at(31, 3), boss, "renamed", (FIRST, SECOND)),
        Line(at(44, 1), boss, "number", (boss, then)),
        Line(at(44, 6), then, "says", (OFFERS[1].format(number=written[1]),)),
        Line(at(58, 12), then, "says", (OFFERS[2].format(number=written[1]),)),
        Line(at(58, 20), "", "says", ("Thank you, we come",)),
        Line(at(59, 1), then, "deleted"),
        Line(at(73, 4), "Osas cousin", "left"),
        Line(at(80, 9), then, "says", (OFFERS[0].format(number=written[1]),)),
    ]


def tell_private(new: Number, hawala: Number) -> list[Line]:
    """Give the lines of a private chat with the organiser, on another telephone: the price, and whom to pay."""
    boss, pay = show_number(new), "+" + " ".join(hawala.groups)
    begin = BEGIN + timedelta(days=60)

    def at(minute: int, second: int = 0) -> datetime:
        return begin + timedelta(minutes=minute, seconds=second)

    return [
        Line(at(0), boss, "notice"),
        Line(at(0, 5), "", "says", ("السلام عليكم، رأيت الرقم في المجموعة. كم السعر؟",)),
        Line(at(4, 11), boss, "says", ("وعليكم السلام. للعائلة سعر خاص",)),
        Line(at(6, 2), boss, "says", (f"الدفع في المكتب، واتساب {pay}",)),
        Line(at(7, 40), "", "says", ("هل هو مضمون؟",)),
        Line(at(9, 3), boss, "photo"),
        Line(at(9, 30), boss, "says", (f"اسأله هو: {pay}",)),
        Line(at(11, 0), "", "deleted"),
    ]


def note_truth(
    world: World, old: Number, new: Number, hawala: Number, invite: str, told: list[Line], owners: list[Number]
) -> None:
    """Add to the truth the rename, who is one person, what leads where, and the way that goes on into the group."""
    truth, group = world.truth, f"whatsapp:{GROUP}"
    accounts = (f"whatsapp:{old.id}", f"whatsapp:{new.id}")
    renamed = next(line for line in told if line.what == "renamed")
    truth.renames.append(Rename(group, FIRST, SECOND, f"{renamed.at:%Y-%m-%dT%H:%M:%SZ}", "title"))
    truth.renames.sort(key=lambda rename: (rename.at, rename.subject))
    truth.aliases.append(Alias(accounts, "number-change", (old.id, new.id)))
    truth.opens.append((invite, group))
    hops = [
        *((start, number, "whatsapp", 2, BEGIN) for start, number in ((accounts[0], old), (group, old))),
        *((start, number, "whatsapp", 3, BEGIN) for start, number in ((accounts[1], new), (group, new))),
        (accounts[1], hawala, "whatsapp", 2, BEGIN),
        *((account, number, "", 0, BEGIN) for account, number in zip(accounts, (new, old), strict=True)),
        *((f"whatsapp:{number.id}", number, "", 0, BEGIN) for number in owners),
    ]
    truth.hops += [
        Hop(start, number.id, app, posts, f"{at:%Y-%m-%dT%H:%M:%SZ}" if posts else "", "")
        for start, number, app, posts, at in hops
    ]
    truth.hops.sort(key=lambda hop: (hop.start, hop.contact))
    crew = next(crew for crew in truth.crews if crew.name == CREW)
    channel = next(opened for start, opened in truth.opens if start == "telegram:@green_bridge_sample")
    if channel in crew.groups:
        truth.chains.append((channel, invite, group, new.id))
