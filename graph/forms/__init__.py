"""Normal forms of ids, numbers, handles, addresses and names, one for all rooms."""

from graph.forms.addresses import Address, address, split
from graph.forms.handles import handle
from graph.forms.links import mail, of_nobody, read_address
from graph.forms.names import name_key, skeleton
from graph.forms.numbers import candidates, digits, made_up, national, phone, significant
from graph.forms.reading import Reading
from graph.forms.sounds import letters, sound_keys, sounds_like
from graph.forms.texts import LONGEST, Folded, clean, fold, identity, storable
from graph.forms.typed import typed

__all__ = [
    "LONGEST",
    "Address",
    "Folded",
    "Reading",
    "address",
    "candidates",
    "clean",
    "digits",
    "fold",
    "handle",
    "identity",
    "letters",
    "made_up",
    "mail",
    "name_key",
    "national",
    "of_nobody",
    "phone",
    "read_address",
    "significant",
    "skeleton",
    "sound_keys",
    "sounds_like",
    "split",
    "storable",
    "typed",
]
