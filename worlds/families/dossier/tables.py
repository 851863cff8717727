"""The tables of the unit, their mappings and the answers to what they do not say."""

from worlds.families.dossier.desk import Desk, Rows, turn_date
from worlds.families.dossier.looks import capture_facebook, list_page_names, look_again, note_admins, visit_places
from worlds.families.dossier.mappings import MAPPINGS
from worlds.families.dossier.numbers import write_number
from worlds.families.dossier.phones import write_iso
from worlds.families.dossier.requests import ask_calls, ask_providers
from worlds.families.dossier.talk import write_private_chat


def write_tables(desk: Desk) -> None:
    """Write every table of the unit, their mappings, and the answers."""
    ask_providers(desk)
    read_books(desk)
    list_whatsapp(desk)
    ask_calls(desk)
    capture_facebook(desk)
    visit_places(desk)
    look_again(desk)
    note_admins(desk)
    list_page_names(desk)
    folders = {
        "profiles": "requests",
        "numbers": "requests",
        "calls": "calls",
        "captures": "facebook",
        "returns": "requests",
        "checks": "groups",
        "admins": "groups",
        "books": "phones",
        "whatsapp": "phones",
        "visits": "groups",
        "visit_posts": "groups",
        "page_names": "facebook",
    }
    for name, folder in folders.items():
        (desk.folder / folder).mkdir(exist_ok=True)
        (desk.folder / folder / f"{name}.toml").write_text(MAPPINGS[name], encoding="utf-8", newline="\n")
    for phone in desk.phones:
        for name, exported in phone.files:
            desk.answer(name, exported, "mobile forensics", f"Telegram Desktop, {phone.why}")
    head = '[[file]]\nmatch = "**"\nregions = ["FR", "GB", "US", "DE"]\n'
    (desk.folder / "sources.toml").write_text(
        "\n\n".join([head, *desk.sections]) + "\n", encoding="utf-8", newline="\n"
    )


def read_books(desk: Desk) -> None:
    """Write the address books that the phones' own tool gave, beside some exports."""
    world, ledger = desk.scene.world, desk.ledger
    for phone in desk.phones:
        if world.rng.random() > 0.5:
            continue
        rows: Rows = []
        for partner in [one for partners in phone.partners.values() for one in partners]:
            hand = world.hands[partner.hand]
            for since, until, number in hand.numbers:
                if partner.id in phone.saved and since < phone.until and world.rng.random() < 0.8:
                    saved = phone.saved[partner.id] + (
                        " old" if until < phone.until and world.rng.random() < 0.3 else ""
                    )
                    style = "plus" if world.rng.random() < 0.6 else "national spaced"
                    rows.append([f"user{partner.digits}", saved, write_number(world.rng, number, style)])
                    ledger.see_account(partner, saved, "saved")
                    ledger.shown[partner.id].add(number)
        rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
        desk.save_table(
            f"phones/book_{phone.name}.csv", ["Telegram id", "Saved as", "Number"], rows, phone.exported, delimiter=";"
        )


def list_whatsapp(desk: Desk) -> None:
    """List the chats on WhatsApp that the unit's tool found on phones: who writes is a number, named as saved."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    for phone in desk.phones:
        mine = [one for one in phone.holder.accounts if one.platform == "whatsapp" and one.born < phone.until]
        hands = {one.hand: phone.saved.get(one.id, "") for partners in phone.partners.values() for one in partners}
        hands |= {index: hands.get(index, "") for crew in phone.holder.crews for index in world.crews[crew].hands}
        rows: Rows = []
        for holder in mine:
            for index, saved in hands.items():
                partner = next((one for one in world.hands[index].accounts if one.platform == "whatsapp"), None)
                if not partner or index == holder.hand or rng.random() < 0.3:
                    continue
                for post in write_private_chat(desk.scene, holder, partner, phone.until):
                    if not post.text or post.kind == "card":
                        continue
                    writer = world.accounts[post.author]
                    push = writer.name_at(phone.until) if rng.random() < 0.6 else ""
                    known = "" if writer is holder else saved
                    ledger.see_account(writer, known, "saved")
                    ledger.see_post(desk.scene, post, partner.id)
                    ledger.see_account(writer, push)
                    ledger.posted[writer.id].add(writer.digits)
                    stamp = turn_date(write_iso(post.time, "Europe/Paris"), ".")
                    rows.append([writer.digits, push, known, stamp, post.text])
        header = ["Sender", "Push name", "Saved as", "Time", "Body"]
        desk.save_table(f"phones/whatsapp_{phone.name}.csv", header, rows, phone.exported, delimiter=";")
        if rows:
            desk.sections[-1] += '\ntime_zone = "Europe/Paris"'
