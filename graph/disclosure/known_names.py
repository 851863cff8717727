"""Names that the case knows, found in a text in every writing that the program can fold.

A person's name is found by each of its words; the name of a firm or group, whose words are everyday words, as a whole.
Order, case, accents, width, look-alike letters, digits for letters, zero-width marks, joined and split writing, the
Arabic article and prepositions, Russian endings and another script do not hide a name. The time is linear in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from graph import forms
from graph.disclosure.traces import Span

MARK = "[name]"

SHORTEST = 3
"""Letters of a word by which a person is found; a name of two letters is found where it is written exactly so."""

LONGEST_PERSON = 6
"""Words of a person's name; longer ones are sentences, and are found as a whole."""

LONGEST_NAME = 24
"""Words of a name that are compared at once; of a longer one, every stretch of so many."""

LONGEST_JOINED = 24
"""Pieces that a name may be split into, as N i z a r."""

PIECES = 6
"""Pieces of more than one letter that a name may be split into, as Ni.zar."""

SHORTEST_SOUND = 4
"""Consonants of one word by which it is found in another script: those of fewer are shared by everyday words."""

SHORTEST_SOUNDS = 5
"""Consonants of a whole name of several words, two a word, by which it is found however it is spelt."""

PARTICLES = (
    "abd abu and bin bint das dem den der des die dos els for les los mrs the umm und van von with "
    "ابو ابن ام بن بنت عبد على من فى الله"
)
"""Words that stand in persons' names and in every text."""

EVERYDAY = (
    "advice agency agencia agence air albania algeria alle aid asylum balkan boat boats border borders bus camp car "
    "cars center centre channel chat city club community company conseil consulate consulting cours course de document "
    "documents drive driver embassy english europe european express family ferry flat food for forum free friend "
    "friends french garage german germany global group groupe gruppe grupo guide help hilfe home hotel house info "
    "information international italy job jobs kurs language law lawyer library line market media migrant migrants "
    "music new news north office official online open page papers parents passport people photo photos poetry police "
    "port price prices radio reise reisen refugee refugees rental rescue road route routes safe sea school service "
    "services shop south sport student students studio support syria taxi team ticket tickets tour tourism tours "
    "trade trading transport travel travels trip turkey tv university viajes visa visas voyage voyages weather west "
    "women work world your "
    "اخبار البحر السفر العمل المانيا اوروبا بحر تاشيرات جروب خدمات رحلات سفر سفريات سياحه شركه طريق عائله عمل فيزا "
    "قارب كروب لاجئين مجموعه مساعده مكتب نقل وظائف "
    "اخبار پناهندگان سفر کمک گروه مهاجرت ویزا "
    "виза визы группа помощь работа новости тур туры дорога тропа море "
    "gezi grubu göç haber iltica is seyahat tur turizm vize yardim yol"
)
"""Words of firms and groups: a name that holds one is no person's, and its words are left in the text."""

_LOOKALIKES = str.maketrans("авекмнорстухіѕјԁԛԝαβηικνορτυχωıløłđ1|", "abekmhopctyxisjdqwabhikvoptuxwiioidii")
"""Letters that look like Latin ones, and l like i; both sides of a comparison are read so."""
_ARABIC = str.maketrans("ىیېکڪګةہھەٱ", "يييكككهههها", "\u0640")
_LEET = str.maketrans("034579", "oeastg")
_UMLAUT = re.compile("([aou])e")
_ARTICLE = re.compile("^ال(?=..)")
_CLITICS = re.compile("^(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)(?=..)")
_ETHIOPIC_PREFIX = re.compile("^(?:እነ|ስለ|የ|ለ|በ|ከ)(?=..)")
_CYRILLIC_ENDING = re.compile("(?<=...)(?:ами|ями|ого|его|ому|ему|ои|еи|ом|ем|ам|ям|ах|ях|ою|ею|ья|ье|[аеиоуыэюяь])$")
"""Without the marks of й and ё, which are gone before."""
_LATIN_ENDING = re.compile("(?<=....)(?:s|[ıiuü]n|n[ıiuü]n|y[ae]|d[ae]|d[ae]n)$")
_CONSONANTAL = re.compile("[\u0590-\u08ff]")
"""Scripts that leave vowels out: another script is found by consonants alone."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that write words without blanks between them."""

Words = tuple[str, ...]


class Token(NamedTuple):
    """A word of a text: where it stands, how it is written, and what it is compared by."""

    begin: int
    end: int
    written: str
    keys: Words
    """The word itself first, then without what is put before or behind it."""


@dataclass(slots=True)
class KnownNames:
    """The names of a case, by what they are compared by."""

    words: set[str] = field(default_factory=set)
    """Words by which one person is found, and names of one word."""
    sequences: set[Words] = field(default_factory=set)
    """Names of several words, each sorted: the order in a text may be another."""
    members: set[str] = field(default_factory=set)
    lengths: set[int] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    """Names without the blanks in them, from either end."""
    short: set[str] = field(default_factory=set)
    """Names of two letters, as they are written."""
    unspaced: dict[str, list[str]] = field(default_factory=dict)
    """Names in scripts without blanks, by their first letter, the longest first."""
    sounds: dict[str, set[str]] = field(default_factory=dict)
    """Consonants of one word, and the scripts in which it is known."""
    sound_sequences: set[Words] = field(default_factory=set)
    sound_lengths: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, persons: Iterable[str], others: Iterable[str] = ()) -> "KnownNames":
        """Index the names of accounts and saved contacts, and those of groups and handles."""
        known = cls()
        for text in persons:
            known._add(text, person=True)
        for text in others:
            known._add(text, person=False)
        for names in known.unspaced.values():
            names.sort(key=lambda name: (-len(name), name))
        return known

    def find_names(self, text: str) -> Iterator[Span]:
        """Yield where a name, or a word of a person's name, stands in a text; spans may overlap."""
        folded = forms.Folded.of(text)
        tokens = list(split_words(folded.text))
        for at, token in enumerate(tokens):
            if token.written in self.short or not self.words.isdisjoint(token.keys) or self._sounds_like(token):
                yield (*folded.span(token.begin, token.end), MARK)
            for last in (self._sequence_at(tokens, at), self._pieces_at(folded.text, tokens, at)):
                if last is not None:
                    yield (*folded.span(token.begin, tokens[last].end), MARK)
        if self.unspaced:
            for begin, end in self._find_unspaced(folded.text):
                yield (*folded.span(begin, end), MARK)

    def _add(self, text: str, *, person: bool) -> None:
        tokens = list(split_words(forms.fold_text(text)))
        keys = tuple(token.keys[0] for token in tokens)
        letters = sum(map(len, keys))
        if not tokens or letters < 2:
            return
        if letters == 2 and len(tokens) == 1:
            self.short.add(tokens[0].written)
        for token in tokens:
            if _UNSPACED.match(token.written) and len(token.written) > 1:
                names = self.unspaced.setdefault(token.written[0], [])
                if token.written not in names:
                    names.append(token.written)
        if letters < SHORTEST:
            return
        named = person and len(tokens) <= LONGEST_PERSON and _keys_of(EVERYDAY).isdisjoint(keys)
        for token in tokens if named or len(tokens) == 1 else ():
            if len(token.keys[0]) >= SHORTEST and (len(tokens) == 1 or token.keys[0] not in _keys_of(PARTICLES)):
                self.words.update(key for key in token.keys if len(key) >= SHORTEST)
                if len(sound := sound_of(token.written)) >= SHORTEST_SOUND:
                    self.sounds.setdefault(sound, set()).add(script_of(token.written))
        self.joined.update(("".join(keys), "".join(keys[::-1])))
        if len(tokens) > 1:
            self.members.update(keys)
            for start in range(max(len(keys) - LONGEST_NAME, 0) + 1):
                part = keys[start : start + LONGEST_NAME]
                self.sequences.add(tuple(sorted(part)))
                self.lengths.add(len(part))
            sounds = tuple(sorted(sound_of(token.written) for token in tokens))
            if sum(map(len, sounds)) >= SHORTEST_SOUNDS and min(map(len, sounds)) > 1 and len(sounds) <= LONGEST_PERSON:
                self.sound_sequences.add(sounds)
                self.sound_lengths.add(len(sounds))

    def _sounds_like(self, token: Token) -> bool:
        """Tell whether a word is known in another script."""
        scripts = self.sounds.get(sound_of(token.written)) if self.sounds else None
        return bool(scripts and scripts - {script_of(token.written)})

    def _sequence_at(self, tokens: list[Token], at: int) -> int | None:
        """Give the last word of the longest name of several words that begins at one, in whatever order."""
        for length in sorted(self.lengths, reverse=True):
            some = tokens[at : at + length]
            if len(some) < length:
                continue
            rest = [token.keys[0] for token in some[1:]]
            for first in some[0].keys:
                if first in self.members and tuple(sorted([first, *rest])) in self.sequences:
                    return at + length - 1
        for length in sorted(self.sound_lengths, reverse=True):
            some = tokens[at : at + length]
            if len(some) == length and tuple(sorted(sound_of(one.written) for one in some)) in self.sound_sequences:
                return at + length - 1
        return None

    def _pieces_at(self, text: str, tokens: list[Token], at: int) -> int | None:
        """Give the last piece of a name that is written in pieces, as N i z a r or Ni.zar, or as one word."""
        key, found = "", None
        for place in range(at, min(at + LONGEST_JOINED, len(tokens))):
            token = tokens[place]
            if place > at:
                gap = text[tokens[place - 1].end : token.begin]
                lettered = len(token.written) == len(tokens[place - 1].written) == 1
                if len(gap) > 3 or (not lettered and (place - at >= PIECES or any(char.isspace() for char in gap))):
                    break
            key += token.keys[0]
            if len(key) > SHORTEST and (key in self.joined or (place > at and key in self.words)):
                found = place
        return found

    def _find_unspaced(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _UNSPACED.finditer(text):
            for name in self.unspaced.get(found[0], ()):
                if text.startswith(name, found.start()):
                    yield found.start(), found.start() + len(name)
                    break


def split_words(text: str) -> Iterator[Token]:
    """Yield the words of a folded text: letters and digits with their marks; _ and all else part them."""
    for found in _word_pattern().finditer(text):
        yield Token(*found.span(), found[0], compare_keys(found[0]))


@lru_cache(maxsize=1 << 16)
def compare_keys(word: str) -> Words:
    """Give what a word is compared by: itself without accents and disguise, then without clitics or ending."""
    plain = _marks().sub("", unicodedata.normalize("NFKD", word).casefold()).translate(_ARABIC)
    plain = _ARTICLE.sub("", plain)
    forms_of = [plain]
    for rule in (_CLITICS, _ETHIOPIC_PREFIX, _CYRILLIC_ENDING, _LATIN_ENDING):
        shorter = rule.sub("", plain)
        if shorter != plain:
            forms_of.append(shorter)
    if not plain.isalpha() and (bare := plain.strip("0123456789")) not in ("", plain):
        forms_of.append(bare)
    if not plain.isascii() and not _CONSONANTAL.match(plain):
        from anyascii import anyascii  # where names are shown, nobody waits for it

        forms_of.append(anyascii(plain).lower())
    return tuple(dict.fromkeys(_undisguised(form) for form in forms_of if form)) or (plain,)


def _undisguised(word: str) -> str:
    """Read look-alike letters, digits among letters and written-out umlauts as the letters that are meant."""
    if not word.isdigit():
        word = word.translate(_LEET)
    return _UMLAUT.sub(r"\1", word.translate(_LOOKALIKES))


@lru_cache(maxsize=1 << 16)
def sound_of(word: str) -> str:
    """Give the consonants of a word, which other spellings and scripts share."""
    return forms.make_name_skeleton(_ARTICLE.sub("", word)).replace(" ", "")


@lru_cache(maxsize=1 << 16)
def script_of(word: str) -> str:
    """Give the script of a word's first letter, as LATIN."""
    return unicodedata.name(word[0], "").partition(" ")[0]


@cache
def _keys_of(words: str) -> frozenset[str]:
    return frozenset(compare_keys(word)[0] for word in words.split())


@cache
def _marks() -> re.Pattern[str]:
    """Match the marks that stand over and under letters, of all living scripts."""
    marks = (chr(code) for code in range(0x300, 0x1_FFFF) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
    return re.compile(f"[{''.join(marks)}]+")


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W_]|{_marks().pattern.removesuffix('+')})+")
