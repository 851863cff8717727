"""Names as they are searched for: by sound over scripts, with and without the Arabic article.

A page that knows no table of scripts can do the same: ``map_letters`` gives one, and ``sound_keys`` takes nothing else.
"""

import re
from collections.abc import Collection
from functools import cache

from graph.forms.names import make_name_skeleton

_ARTICLE = re.compile(r"(?<!\w)(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=\w{2})")
"""The article of a word in Arabic letters, a particle before it or not."""

_SUN = "th|dh|sh|[tdrzsnl]"
_LATIN = re.compile(rf"(?<!\w)(?:[aeui]l[-' ]+(?=\w)|[aeui]({_SUN})[-' ]+(?=\1))", re.IGNORECASE)
"""The article apart from its word: ``al bahr``, ``el-bahr``, and as it is spoken before some letters: ``ash-shams``."""

_SERVANT = re.compile(r"(?<!\w)(abd)[aeui]l[-' ]*(?=\w{3})", re.IGNORECASE)
"""``Abdul Rahman`` and ``Abdelrahman`` are ``Abd ar-Rahman``."""

_GLUED = re.compile(r"(?<!\w)[ae]l(?=[a-z]{3})", re.IGNORECASE | re.ASCII)
"""What may be the article written in one with its word: ``albahr``; ``Alicante`` begins so too."""

FEWEST = 2
"""Sounds from which a part of a name is looked for; of fewer every tenth name has the same."""

SCRIPTS = (
    (0x00C0, 0x024F),
    (0x0370, 0x052F),
    (0x0531, 0x0586),
    (0x05D0, 0x05EA),
    (0x0620, 0x06FF),
    (0x0750, 0x077F),
    (0x10D0, 0x10FF),
    (0x1200, 0x137F),
)
"""Scripts whose letters are few: Latin with marks, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, Ethiopic."""


def sound_keys(text: str) -> tuple[str, ...]:
    """Give by what sounds a name may be found: ``bab al bahr``, ``bab albahr`` and its Arabic writing share one.

    The first is without articles; a second where a word may begin with one by chance.
    """
    plain = _LATIN.sub("", _SERVANT.sub(r"\1 ", _ARTICLE.sub("", text)))
    keys = (make_name_skeleton(_GLUED.sub("", plain)), make_name_skeleton(plain))
    return tuple(key for key in dict.fromkeys(keys) if key)


def sounds_like(asked: Collection[str], name: Collection[str], fewest: int = FEWEST) -> bool:
    """Say whether the sounds that are asked for stand in a name as whole words; fewer than ``fewest`` must be all.

    Two whole names may cut their words otherwise: ``Noureddine`` and ``Nour ed-Dine``.
    """
    return any(
        key.replace(" ", "") == other.replace(" ", "")
        or (len(key.replace(" ", "")) >= fewest and f" {key} " in f" {other} ")
        for key in asked
        for other in name
    )


@cache
def map_letters() -> dict[str, str]:
    """Give what each letter of the scripts that are few in letters reads as in ASCII."""
    from anyascii import anyascii  # not needed by most commands

    read = ((chr(code), anyascii(chr(code)).lower()) for first, last in SCRIPTS for code in range(first, last + 1))
    return {char: text for char, text in read if text}
