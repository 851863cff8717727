"""Every error a user can meet, as one tree.

    LiaisonsError            where, what was found, what was expected, what to do
    ├── CaseError            the case folder or its settings
    ├── JournalError         the journal or the evidence does not add up
    ├── EngineError          the graph engine or server does not answer, or refuses
    │   └── BusyError        another process holds what this one needs
    ├── ModelError           a link whose ends the model forbids
    ├── SourceError          a file of the wrong kind, or that no source can read
    ├── MappingError         a mapping or sources.toml with mistakes in it, all of them at once
    ├── QuestionError        no such question, or a parameter it does not take
    ├── NotFoundError        nothing of that id, number or name
    ├── JudgementError       a judgement that cannot be taken or taken back
    ├── ReferralError        a referral that lacks what its instrument wants
    ├── MailError            a mail that a server did not take
    │   └── MailLostError    a mail of which it is not known whether a server took it
    ├── WatchError           something that cannot be watched, or is already
    └── InstallError         a library is another than the one this program was made for

Each part is an attribute and is taken by position, so that an error survives a worker process.
"""


class LiaisonsError(Exception):
    """Say where, what was found, what was expected and what to do; the command exits with 1."""

    def __init__(self, where: str, found: str, expected: str = "", do: str = "") -> None:
        super().__init__(where, found, expected, do)
        self.where, self.found, self.expected, self.do = where, found, expected, do

    def __str__(self) -> str:
        text = f"{self.where}: {self.found}" if self.where else self.found
        if self.expected:
            text += f"; expected {self.expected}"
        text += "" if text.endswith((".", "!", "?")) else "."
        return f"{text} {self.do}" if self.do else text


class CaseError(LiaisonsError):
    """The case folder is not what it should be, or its settings are wrong."""


class JournalError(LiaisonsError):
    """The journal or the evidence was changed, or cannot be written."""


class EngineError(LiaisonsError):
    """The graph engine does not start, does not answer or refuses."""


class BusyError(EngineError):
    """Another process holds the case."""


class ModelError(LiaisonsError):
    """A link between nodes that the model does not let it have."""


class SourceError(LiaisonsError):
    """A file of the wrong kind, or one that two sources claim."""


class MappingError(LiaisonsError):
    """A mapping or a sources.toml with mistakes; ``found`` names all of them."""


class QuestionError(LiaisonsError):
    """A question that is not in the catalogue, or a parameter it does not take."""


class NotFoundError(LiaisonsError):
    """Nothing in the case answers to what was typed."""


class JudgementError(LiaisonsError):
    """A judgement that cannot be taken or taken back."""


class ReferralError(LiaisonsError):
    """A referral that lacks what its instrument wants, or has what it does not."""


class MailError(LiaisonsError):
    """A mail was not sent."""


class MailLostError(MailError):
    """A mail may have been sent: the connection ended before the server said so."""


class WatchError(LiaisonsError):
    """Something that cannot be put on the watchlist, or stands there already."""


class InstallError(LiaisonsError):
    """A library, or a file that it carries, is another than the one this program was made for."""
