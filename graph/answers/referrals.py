"""Referrals: what is handed to a platform, a hotline or an authority, what they answered, what must be corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.answers.plain import OMITTED

Instrument = Literal["notice", "hotline", "danger", "order"]
Outcome = Literal["acted", "partly", "refused", "no-answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredThing:
    """Something that a referral is about."""

    id: str
    what: str
    """account, group, number, handle ..."""
    platform: str
    addresses: tuple[str, ...]
    """Where it can be opened; empty where no address follows from what was read."""
    states: str = field(default="", metadata=OMITTED)
    """removed, flagged or private, as it was last seen."""
    stands_on: tuple[str, ...]
    """The findings that it is named for, in words, each with whether it is observed or inferred and how sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredPost:
    """A post that a referral shows."""

    id: str
    address: str | None
    at: str | None
    text: str
    sha256: str
    """Of the file as it was captured."""
    place: str
    """Where in the file."""
    captured: str | None
    """When the file was exported, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswer:
    """A referral: only the fields that its instrument wants."""

    number: int
    instrument: Instrument
    to: str
    made: str
    reasons: str
    """Why, in the words of whoever refers."""
    case: str
    """A reference of ours, which says nothing of the case."""
    sender: str = field(default="", metadata=OMITTED)
    """Name and mail address of whoever gives notice."""
    good_faith: str = field(default="", metadata=OMITTED)
    legal_basis: str = field(default="", metadata=OMITTED)
    period: tuple[str, ...] = field(default=(), metadata=OMITTED)
    """First and last day for which data are asked."""
    data: str = field(default="", metadata=OMITTED)
    """What kind of data is asked for, and why no less will do."""
    states: tuple[str, ...] = field(default=(), metadata=OMITTED)
    """States concerned, of place of offence, suspect or victim; Europol where none can be named."""
    things: tuple[ReferredThing, ...]
    posts: tuple[ReferredPost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """A referral as it is listed."""

    number: int
    instrument: Instrument
    to: str
    at: str
    things: int
    posts: int
    answered: str | None
    """Day of the answer."""
    outcome: str
    """Empty where nobody has answered."""
    says: str
    """What the recipient answered."""
    hours: float
    """Hours from the referral to the answer, or until now."""
    correction: Literal["", "due", "sent"]
    """Whether a judgement behind it was taken back or turned since, and its recipient was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsAnswer:
    """All referrals, the latest first."""

    referrals: tuple[ReferralRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFigure:
    """How many referrals of one sort a recipient had in a year."""

    to: str
    instrument: Instrument
    outcome: str
    count: int | None
    """Null where there are fewer than five: few can tell of whom it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFiguresAnswer:
    """What a year of referrals came to, without personal data."""

    year: int
    total: int | None
    figures: tuple[ReferralFigure, ...]
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
