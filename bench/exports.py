"""Large Telegram exports for measuring: messages, members, renames and contacts, the same bytes for a seed."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

START = 1_690_000_000
TEXT = (
    "boat road sea price tonight family papers border safe captain weather wait group people "
    "رحلة بحر سعر الليلة مضمون الى من ورق дорога море цена семья сегодня группа bateau prix nuit départ"
)
WORDS = TEXT.split()


def telegram(path: Path, messages: int, seed: int = 0) -> None:
    """Write a single-chat export: one message in ten names a contact, one in fifty is a service message."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"name": "Open Road", "type": "private_supergroup", "id": 9900000001, "messages": [\n')
        for number, message in enumerate(chat(messages, Random(seed))):
            file.write((",\n" if number else "") + json.dumps(message, ensure_ascii=False))
        file.write("\n]}\n")


def chat(messages: int, dice: Random) -> Iterator[dict[str, object]]:
    """Yield messages as Telegram Desktop writes them."""
    people = [(f"user{990_000_000 + n}", f"Person {n}") for n in range(max(10, messages // 50))]
    for number in range(1, messages + 1):
        who, name = people[min(int(dice.expovariate(5 / len(people))), len(people) - 1)]
        at = START + number * 60 + dice.randrange(50)
        head = {"id": number, "date": "2023-07-22T00:00:00", "date_unixtime": str(at)}
        if dice.random() < 0.02:
            yield {**head, "type": "service", "actor": name, "actor_id": who, **service(dice, number)}
            continue
        text = " ".join(dice.choices(WORDS, k=dice.randrange(4, 30)))
        if dice.random() < 0.1:
            text += " " + contact(dice)
        message = {**head, "type": "message", "from": name, "from_id": who, "text": text}
        message["text_entities"] = [{"type": "plain", "text": text}]
        if number > 20 and dice.random() < 0.2:
            message["reply_to_message_id"] = number - dice.randrange(1, 20)
        yield message


def service(dice: Random, number: int) -> dict[str, object]:
    """Give a rename, or somebody who joins or leaves."""
    if dice.random() < 0.05:
        return {"action": "edit_group_title", "title": f"Open Road {number}"}
    if dice.random() < 0.5:
        return {"action": "join_group_by_link", "inviter": "Person 1"}
    return {"action": "invite_members", "members": [f"Person {dice.randrange(1000)}"]}


def contact(dice: Random) -> str:
    """Give one of some hundred contacts, a few of them far more often than the rest."""
    number = min(int(dice.expovariate(0.02)), 299)
    return dice.choice(
        (
            f"WhatsApp +49 30 23125 {number:03}",
            f"https://wa.me/4930{23_125_000 + number}",
            f"https://t.me/+AbCdEfGh{number:08}",
            f"@open_road_{number}",
        )
    )
