"""Normal forms of ids, numbers, handles, addresses and names, one for all rooms."""

from graph.forms.addresses import Address, normalize_address, split_address
from graph.forms.handles import make_handle_id
from graph.forms.links import make_mail_id, of_nobody, read_address
from graph.forms.names import make_name_skeleton, name_key
from graph.forms.numbers import cut_country_code, find_countries, made_up, make_national_id, parse_phone, read_digits
from graph.forms.reading import Reading
from graph.forms.sounds import map_letters, sound_keys, sounds_like
from graph.forms.texts import LONGEST, Folded, clean_line, fold_text, make_storable, make_text_id
from graph.forms.typed import list_typed_ids

__all__ = [
    "LONGEST",
    "Address",
    "Folded",
    "Reading",
    "normalize_address",
    "find_countries",
    "clean_line",
    "read_digits",
    "fold_text",
    "make_handle_id",
    "make_text_id",
    "map_letters",
    "made_up",
    "make_mail_id",
    "name_key",
    "make_national_id",
    "of_nobody",
    "parse_phone",
    "read_address",
    "cut_country_code",
    "make_name_skeleton",
    "sound_keys",
    "sounds_like",
    "split_address",
    "make_storable",
    "list_typed_ids",
]
