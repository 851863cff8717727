"""How numbers and adverts are written: plain, without a country, in disguise, or in the picture alone."""

from worlds.families.relay.people import Account, Place, Post, World, value_at
from worlds.families.relay.texts import (
    ADVERTS,
    CALLS,
    CLOSERS,
    MIDDLES,
    OPENERS,
    PICTURES,
    TOWNS,
)

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_COUNTRIES = ("+33", "+44", "+49", "+46", "+1")


def write_number(world: World, number: str, *, plain: bool = False) -> tuple[str, bool, str]:
    """Write a number as somebody would: the words, whether it stands there plainly, and the app that is named."""
    rng = world.rng
    country = next(each for each in _COUNTRIES if number.startswith(each))
    rest = number[len(country) :]
    if not plain and world.happens("disguised"):
        way = rng.randrange(4)
        if way == 0:
            return "".join(f"{digit}\ufe0f\u20e3" for digit in country[1:] + rest), False, ""
        if way == 1:
            return "+" + (country[1:] + rest).replace("0", "O").replace("1", "l"), False, ""
        if way == 2:
            return " ☎ ".join((country, *_split_pairs(rest))), False, ""
        return "_".join(country[1:] + rest), False, ""
    if not plain and world.happens("national"):
        return ("" if country == "+1" else "0") + " ".join(_split_pairs(rest)), False, ""
    way = rng.randrange(6)
    if way == 0:
        return f"https://wa.me/{number[1:]}", True, "whatsapp"
    if way == 1:
        return f"00{number[1:]}", True, ""
    if way == 2:
        return f"{country} {' '.join(_split_pairs(rest))}", True, ""
    if way == 3:
        return number.translate(_ARABIC), True, ""
    return number, True, ""


def _split_pairs(digits: str) -> list[str]:
    head = len(digits) % 2
    return (
        [digits[: 1 + head], *(digits[at : at + 2] for at in range(1 + head, len(digits), 2))]
        if head
        else [digits[at : at + 2] for at in range(0, len(digits), 2)]
    )


def make_wordings(world: World, lang: str, towns: tuple[str, str]) -> list[str]:
    """Make adverts in a crew's own words; its numbers and prices are filled in later."""
    rng = world.rng
    made = []
    for _ in range(rng.randint(2, 4)):
        middle = rng.choice(MIDDLES[lang]).format(a=towns[0], b=towns[1])
        parts = [rng.choice(OPENERS[lang]), middle, *rng.sample(CLOSERS[lang], rng.randint(1, 2)), CALLS[lang]]
        made.append(rng.choice(("\n", " - ", " 🔹 ", ", ")).join(parts))
    return made


def choose_towns(world: World, lang: str) -> tuple[str, str]:
    """Choose from where to where; half of all name the same two."""
    if world.rng.random() < 0.5:
        return TOWNS[lang][0], TOWNS[lang][1]
    one, other = world.rng.sample(TOWNS[lang], 2)
    return one, other


def write_advert(
    world: World, lang: str, at: int, author: Account | None, numbers: list[str], own: tuple[str, ...], key: str
) -> Post:
    """Write an advert with some numbers, in own words or by a template of everybody."""
    rng = world.rng
    keys: tuple[str, ...] = ()
    if own and world.happens("own_text"):
        which = rng.randrange(len(own))
        text, keys = own[which], (f"{key}/{which}",)
    else:
        text = rng.choice(ADVERTS[lang])
    one, other = choose_towns(world, lang)
    price = str(rng.choice((900, 1200, 1500, 1800, 2500, 3000, 3500, 4500)))
    if world.happens("in_picture") or not numbers:
        text = text.replace(CALLS[lang], "{phone}")
        return Post(at, author, _fill_template(text, PICTURES[lang], one, other, price), keys=keys)
    said: list[str] = []
    veiled: list[str] = []
    words: list[str] = []
    app = "whatsapp" if any(word in text for word in ("WhatsApp", "واتساپ", "واتساب")) else ""
    for number in numbers:
        word, plain, named = write_number(world, number)
        (said if plain else veiled).append(number)
        words.append(word)
        app = app or named
    joined = rng.choice((" / ", "\n", " و " if lang in ("ar", "fa") else " & ")).join(words)
    filled = _fill_template(text, joined, one, other, price)
    return Post(at, author, filled, tuple(said), tuple(veiled), app, keys)


def _fill_template(text: str, phone: str, a: str, b: str, price: str) -> str:
    return text.replace("{phone}", phone).replace("{a}", a).replace("{b}", b).replace("{price}", price)


def sign_post(post: Post, account: Account) -> None:
    """Put the writer's own line under what stands there."""
    if "text" in account.habits and account.person.signature:
        post.text += "\n" + account.person.signature
        post.keys = (*post.keys, f"sign/{account.person.signature}")


def copy_post(
    post: Post, at: int, author: Account | None, *, forwarded: str = "", swap: tuple[str, str] | None = None
) -> Post:
    """Say again what another post says, as a forward, as a copy, or with another number in the place of its own."""
    copied = Post(at, author, post.text, post.said, post.veiled, post.app, post.keys, forwarded)
    copied.sends = post.sends and author is None  # a place or channel gives out what it repeats, a client does not
    if swap is not None:
        copied.text = f"{post.text.split(chr(10))[0]}\n{swap[1]}"
        copied.said, copied.veiled = (swap[0],), ()
    return copied


def name_of(place: Place, at: int) -> str:
    """Give the name of a place then."""
    return value_at(place.names, at)
