"""Writes what was exported from Telegram: single chats, and whole accounts of phones that were handed over."""

import json

from worlds.families.bazaar import words
from worlds.families.bazaar.collecting import Collector, format_utc, strip_platform
from worlds.families.bazaar.market import DAY, Account, Group
from worlds.families.bazaar.talk import Post


def write_chats(collector: Collector) -> None:
    """Write single chats as Telegram Desktop exports them."""
    count = 0
    for group in collector.market.groups:
        if group.platform != "telegram" or collector.chance.random() >= collector.rates["exported"]:
            continue
        at = collector.chance.randint(min(group.begin + 60 * DAY, collector.end - DAY), collector.end)
        since = group.begin if collector.chance.random() < 0.65 else collector.chance.randint(group.begin, at)
        chat = export_chat(collector, group, since, at)
        if not chat["messages"]:
            continue
        count += 1
        where = collector.folder / "telegram" / f"ChatExport_{count:03}"
        where.mkdir(parents=True)
        (where / "result.json").write_text(
            json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n"
        )
        collector.answer(
            f"telegram/ChatExport_{count:03}/result.json", exported=format_utc(at), regions=["FR", "GB", "US", "DE"]
        )


def export_chat(collector: Collector, group: Group, since: int, at: int) -> dict[str, object]:
    """Give a chat with its messages between two times, and note what they show."""
    kind = "channel" if group.channel else "supergroup"
    messages: list[dict[str, object]] = []
    for number, (sent, event) in enumerate(events_of(collector, group)):
        if not since <= sent < at:
            continue
        message: dict[str, object] = {
            "id": number + 1,
            "type": "service",
            "date": format_utc(sent)[:-1],
            "date_unixtime": str(sent),
        }
        if isinstance(event, str):
            collector.shown.titles.add(group.id)
            collector.shown.see(group.id, event, sent)
            message |= {
                "actor": event,
                "actor_id": strip_platform(group.id),
                "action": "edit_group_title",
                "title": event,
                "text": "",
            }
        elif isinstance(event, Account):
            collector.shown.see_member(event, group, at, admin=False)
            message |= {
                "actor": event.name_at(at),
                "actor_id": strip_platform(event.id),
                "action": "join_group_by_link",
                "inviter": "Group",
                "text": "",
            }
        else:
            writer, name = (
                (event.writer.id, event.writer.name_at(at)) if event.writer else (group.id, group.name_at(at))
            )
            collector.shown.see(writer, name, at)
            collector.shown.see_post(event, writer, image=False)
            collector.rows += 1
            message |= {
                "type": "message",
                "from": name,
                "from_id": strip_platform(writer),
                "text": event.text,
                "text_entities": [{"type": "plain", "text": event.text}],
            }
            if event.image:
                message |= {
                    "photo": "(File not included. Change data exporting settings to download.)",
                    "width": 800,
                    "height": 600,
                }
        messages.append(message)
    if messages:
        collector.shown.see(group.id, group.name_at(at), at)
    return {
        "name": group.name_at(at),
        "type": ("public_" if group.handle else "private_") + kind,
        "id": int(strip_platform(group.id).removeprefix("channel")),
        "messages": messages,
    }


def events_of(collector: Collector, group: Group) -> list[tuple[int, str | Account | Post]]:
    """Give all that happened in a chat, in order: new titles, who joined, posts; the same for every export."""
    if group.id not in collector.events:
        chance = collector.chance
        events: list[tuple[int, str | Account | Post]] = [(changed, name) for changed, name in group.names[1:]]
        for account in group.members.values():
            joined = chance.randint(group.begin, max(group.begin + 1, group.end - 1))
            if not group.channel and chance.random() < 0.4 and joined >= account.begin:
                events.append((joined, account))
        events += [(post.at, post) for post in collector.by_place.get(group.id, []) if chance.random() < 0.97]
        collector.events[group.id] = sorted(events, key=lambda event: event[0])
    return collector.events[group.id]


def write_phones(collector: Collector) -> None:
    """Write whole accounts of phones that were handed over: contacts as their holder saved them, and chats."""
    chance = collector.chance
    on_telegram = [account for account in collector.market.accounts() if account.platform == "telegram"]
    holders = [
        account for account in on_telegram if collector.market.hands[account.hand].kind == "staff" and account.groups
    ] or on_telegram
    for number, holder in enumerate(chance.sample(holders, min(len(holders), 1 + len(on_telegram) // 400))):
        at = chance.randint(max(holder.begin, collector.begin) + 60 * DAY, max(collector.end, holder.begin + 90 * DAY))
        saved: list[dict[str, object]] = []
        near = [account for account in on_telegram if account.town == holder.town] or on_telegram
        for account in chance.sample(near, min(len(near), 25)):
            numbers = [one for one, since, until in account.numbers if since <= at < until]
            hand = collector.market.hands[account.hand]
            name = chance.choice(
                (
                    hand.first,
                    f"{hand.first} office",
                    f"{hand.first} {hand.last}",
                    account.name_at(at),
                    f"{hand.first} boats",
                    f"{hand.first} sarraf",
                )
            )
            if numbers and account.begin <= at:
                saved.append({"user_id": telegram_number(account)} | save_contact(name, numbers[-1], at - 40 * DAY))
                collector.shown.see(account.id, "", at)
                collector.shown.see_contact(
                    account.id, numbers[-1], at, own=True, form="profile", app="phone", on_profile=True
                )
        for office in chance.sample(collector.market.offices, min(6, len(collector.market.offices))):
            firm, since = office.name_at(at), at - 90 * DAY
            name = chance.choice((firm, f"Office {words.TOWNS[office.town][0]}", f"{firm} sarraf"))
            saved += [save_contact(name, office.numbers[0][1], since)]
        chats = [
            export_chat(collector, group, max(group.begin, at - 200 * DAY), at)
            for group in holder.groups
            if group.begin < at
        ]
        me = collector.market.hands[holder.hand]
        collector.shown.see(holder.id, f"{me.first} {me.last}".strip(), at)
        own = [one for one, since, until in holder.numbers if since <= at < until]
        about = {
            "user_id": telegram_number(holder),
            "first_name": me.first,
            "last_name": me.last,
            "phone_number": own[-1] if own else "",
        }
        if own:
            collector.shown.see_contact(holder.id, own[-1], at, own=True, form="profile", app="phone", on_profile=True)
        whole = {
            "about": "Export of one account.",
            "personal_information": about,
            "contacts": {"about": "Contacts.", "list": saved},
            "chats": {"about": "Chats.", "list": [chat for chat in chats if chat["messages"]]},
        }
        where = collector.folder / "telegram" / f"phone_{number + 1}"
        where.mkdir(parents=True)
        (where / "result.json").write_text(
            json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n"
        )
        collector.answer(
            f"telegram/phone_{number + 1}/result.json",
            exported=format_utc(at),
            regions=["FR", "GB", "US", "DE"],
            captured_by="desk 1",
            captured_how="Telegram Desktop, whole account",
        )


def save_contact(name: str, number: str, at: int) -> dict[str, object]:
    """Give a contact as an address book keeps it."""
    told = {"first_name": name, "last_name": "", "phone_number": number}
    return {**told, "date": format_utc(at)[:-1], "date_unixtime": str(at)}


def telegram_number(account: Account) -> int:
    """Give the bare id of an account of Telegram."""
    return int(strip_platform(account.id).removeprefix("user"))
