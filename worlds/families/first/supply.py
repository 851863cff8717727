"""Telephone numbers for worlds of any size, from the ranges that regulators keep free for fiction."""

from collections.abc import Iterator
from random import Random

from worlds.numbers import Number

_FRENCH = (("1", "99", "00"), ("2", "61", "91"), ("3", "53", "01"), ("4", "65", "71"), ("5", "36", "49"))
_GERMAN = (("30", "23125"), ("69", "90009"), ("40", "66969"), ("221", "4710"), ("89", "99998"))
_AREAS = (
    "202203205206207208209212213214215216217218219224225228229231234239240248251252253254256260262267"
    "269270276281301302303304305307308309310312313314315316317318319320321323325330334336337339347352"
    "360361386401402404405406407408409410412413414415417419423425434440443469478479480484501502503504"
    "505507508509510512513515516517518520530540541561562563570571573574580585586601602603605606607608"
    "609610612614615616617618619620626630631636641646650651660661662678682701702703704706707708712713"
    "714715716717718719720724727731732734740757760763765770772773774775781785786801802803804805806808"
    "810812813814815816817818828830831832843845847850856858859860863864865870878901903904906907908909"
    "910912913914915916917918919920925928931936937940941949951952954956970971972973978979980985"
)
"""Area codes, three digits each."""


def _list_areas() -> list[str]:
    return [_AREAS[n : n + 3] for n in range(0, len(_AREAS), 3)]


def list_free_numbers(rng: Random) -> Iterator[Number]:
    """Yield numbers that nobody has yet, each once, countries mixed: about 80,000, then with an error.

    The mobile ranges of Britain and France are left to the sample: tables of number plans call them invalid.
    """
    makers: list[tuple[int, list[tuple[str, ...]], str]] = [
        (5, [(*start, f"{n // 100:02}", f"{n % 100:02}") for start in _FRENCH for n in range(10_000)], "33"),
        (3, [(area, "555", f"{n:04}") for area in _list_areas() for n in range(100, 200)], "1"),
        (1, [(area, start, f"{n:03}") for area, start in _GERMAN for n in range(1000)], "49"),
        (1, [("20", "7946", f"{n:04}") for n in range(1000)] + [("1632", f"960{n:03}") for n in range(1000)], "44"),
    ]
    pools: list[tuple[int, Iterator[tuple[str, ...]], str]] = []
    for weight, groups, country in makers:
        rng.shuffle(groups)
        pools.append((weight, iter(groups), country))
    while pools:
        weights = [weight for weight, _, _ in pools]
        [pool] = rng.choices(pools, weights)
        groups_left = next(pool[1], None)
        if groups_left is None:
            pools.remove(pool)
        else:
            yield Number((pool[2], *groups_left))


_CIRCLED = dict(zip("0123456789", "⓪①②③④⑤⑥⑦⑧⑨", strict=True))
_SUPER = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_LETTERS = {"0": "O", "1": "l", "5": "S", "8": "B"}


def disguise_number(rng: Random, number: Number) -> str:
    """Write a number so that people read it and a plain reader does not."""
    digits = number.digits
    way = rng.randrange(8)
    if way == 0:
        return "".join(f"{digit}\ufe0f\u20e3" for digit in digits)
    if way == 1:
        return "".join(_CIRCLED[digit] for digit in digits)
    if way == 2:
        return "".join(_SUPER[digit] for digit in digits)
    if way == 3:
        return "_".join(digits)
    if way == 4:
        return "🌊".join(number.groups)
    if way == 5:
        return digits
    if way == 6:
        return number.national if number.national.startswith("0") else " ".join(number.groups[1:])
    return "+" + "".join(_LETTERS.get(digit, digit) if n > 3 else digit for n, digit in enumerate(digits))
