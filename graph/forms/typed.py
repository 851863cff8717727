"""What an analyst may mean by what was typed: ids to look up, the likeliest first."""

import re

from graph.forms.handles import PLATFORMS, make_handle_id
from graph.forms.links import read_address
from graph.forms.numbers import FEWEST, MOST, make_national_id, parse_international, parse_phone, read_digits
from graph.forms.texts import fold_text, make_text_id

_ID = re.compile(r"(?:[a-z]+:\S.*|\+\d{7,15})", re.DOTALL)
_READ = re.compile(r"(?:(@\S+) on (\w+)|(.+?) \(country not known\))")
_LINK = re.compile(r"[a-z]+://|(?:tel|sms|mailto):", re.IGNORECASE)


def list_typed_ids(text: str) -> list[str]:
    """Give the ids that an id, number in any writing, handle, link, mail address or name may stand for."""
    text = text.strip()
    if not text:
        return []
    ids = []
    if read := _READ.fullmatch(text):  # as a contact is shown that is not called by its id alone
        return [f"{read[2].lower()}:{read[1].lower()}"] if read[1] else list_typed_ids(read[3])
    if _ID.fullmatch(text) and not _LINK.match(text):
        ids.append(text)
    ids += _list_typed_numbers(text)
    if (reading := read_address(text)) and reading.id:
        ids.append(reading.id)
    name = fold_text(text)
    if name.startswith("@") or re.fullmatch(r"[\w.]{3,32}", name):
        ids += [found for platform in PLATFORMS if (found := make_handle_id(platform, name))]
    ids.append(make_text_id("name", text))
    return list(dict.fromkeys(ids))


def _list_typed_numbers(text: str) -> list[str]:
    written = read_digits(text)
    if written is None or not FEWEST <= len(written.lstrip("+")) <= MOST + 2:
        return []
    known = parse_phone(text) or parse_international(written.lstrip("+"))
    ids = [known, f"whatsapp:{known}"] if known else []
    if written.startswith(("+", "00")):
        return ids
    return [
        *ids,
        make_national_id(written),
        make_national_id(written.removeprefix("0") if written[0] == "0" else "0" + written),
    ]
