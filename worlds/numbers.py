"""Phone numbers from the ranges that regulators keep free for fiction, and how people write them."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Number:
    """A number by its groups of digits: ``("44", "20", "7946", "0123")``."""

    groups: tuple[str, ...]

    @property
    def id(self) -> str:
        """The number in E.164."""
        return "+" + "".join(self.groups)

    @property
    def digits(self) -> str:
        """The digits as a link wants them."""
        return "".join(self.groups)

    @property
    def national(self) -> str:
        """The number as people of its country write it, where they put a 0 before it; else as abroad."""
        country, *rest = self.groups
        return "0" + " ".join(rest) if country in ("33", "44", "49") else "+" + " ".join(self.groups)

    def written(self, rng: Random, digits: str = "0123456789") -> str:
        """Write it as one of the plain ways people do, now and then in the digits of a language."""
        way = rng.randrange(8)
        if way == 0:
            return self.id
        if way == 1:
            return f"+{self.groups[0]}-" + "-".join(self.groups[1:])
        if way == 2:
            return f"+{self.groups[0]} {''.join(self.groups[1:])}"
        if way == 3:
            return f"+{self.groups[0]} ({self.groups[1]}) " + " ".join(self.groups[2:])
        text = "+" + " ".join(self.groups)
        return text.translate(str.maketrans("0123456789", digits)) if way == 4 else text


_US_AREAS = ("202", "212", "305", "312", "415", "503", "602", "617", "702", "713")
_GERMAN = ("23125", "90009", "66969")
_GERMAN_AREAS = {"23125": "30", "90009": "69", "66969": "40"}
_AUSTRALIAN = ("570006", "570110", "570156", "570157", "570158", "570159", "571266", "571491", "572549")


class Numbers:
    """Numbers of the world, each given out once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._pools: dict[str, list[Number]] = {
            "AU": [Number(("61", "491", n[:3], n[3:])) for n in _AUSTRALIAN],
            "DE": [
                Number(("49", _GERMAN_AREAS[start], start, f"{n:03}")) for start in _GERMAN for n in range(100, 1000, 3)
            ],
            "FR": [Number(("33", "1", "99", "00", f"{n // 100:02}", f"{n % 100:02}")) for n in range(1200, 9900, 17)],
            "GB": [Number(("44", "20", "7946", f"{n:04}")) for n in range(10, 1000, 3)],
            "SE": [Number(("46", "70", "174", "06", f"{n:02}")) for n in range(5, 100)],
            "US": [Number(("1", area, "555", f"{n:04}")) for area in _US_AREAS for n in range(100, 200, 3)],
        }
        # These two are reserved as well, and tables of number plans call them invalid.
        self._pools["GB-mobile"] = [Number(("44", "7700", f"900{n:03}")) for n in range(5, 1000, 31)]
        self._pools["FR-mobile"] = [
            Number(("33", "6", "39", "98", f"{n // 100:02}", f"{n % 100:02}")) for n in range(1100, 9900, 331)
        ]
        for _, pool in sorted(self._pools.items()):
            rng.shuffle(pool)

    def take(self, country: str | None = None) -> Number:
        """Give a number nobody has yet, of any country where none is named."""
        return self._pools[country or self._rng.choice(("DE", "FR", "GB", "SE", "US"))].pop()
