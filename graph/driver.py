"""A driver to a Neo4j server, or to the embedded engine behind Bolt: quiet, patient as far as that helps, and brief."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import EngineError
from graph.local import FULL, Address

if TYPE_CHECKING:
    from neo4j import Driver
    from neo4j.exceptions import DriverError, Neo4jError

ADVICE = "Put it in the file store.password (mode 0600) of the case, or into LIAISONS_NEO4J_PASSWORD."
"""What to do about a password that is refused."""

ENDED = 2.0
"""Seconds a client tries an owner that has ended, before it takes its place."""

PATIENCE = 30.0
"""Seconds that work is repeated which a server asks to repeat."""


CLOSING = "Neo.TransientError.Database.DatabaseUnavailable"
"""What an engine answers whose database is closed and whose connections are not yet."""


@contextmanager
def in_a_line(where: str = "graph") -> Iterator[None]:
    """Turn what the driver raises into an error of ours; ``where`` is an address, or "graph"."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise refusal(error, where) from error
    except UnicodeEncodeError as error:
        raise unwritable(error, where) from None


def unwritable(error: UnicodeEncodeError, where: str) -> EngineError:
    """Say which text cannot be sent: it holds half of a surrogate pair, as of a byte that is no UTF-8."""
    return EngineError(where, f"{error.object!r:.60} is no text that UTF-8 can hold", "text")


def refusal(error: "DriverError | Neo4jError", where: str) -> EngineError:
    """Say in a line what the driver or the engine says, and what to do about it."""
    from neo4j.exceptions import AuthError, ConfigurationError, ServiceUnavailable

    said = " ".join(str(error).split())[:300]
    if any(mark in said for mark in FULL):
        return EngineError(where, f"the disk is full ({said})", "", "Make room, then run the command again.")
    if isinstance(error, ConfigurationError):
        return EngineError(where, f"the server does not speak as it should ({said})", "Neo4j 5 or later")
    if where != "graph":
        if isinstance(error, AuthError):
            return EngineError(where, "user or password refused", "those of the server", ADVICE)
        if isinstance(error, ServiceUnavailable):
            do = "Start it, or mend [store] address in case.toml."
            return EngineError(where, "no answer", "a running Neo4j server", do)
    if has_ended(error):
        return EngineError(where, f"the engine or server ended ({said})", "", "Run the command again.")
    do = "Run the command again; if that does not help, liaisons rebuild makes the graph anew."
    return EngineError(where, f"the engine or server refuses ({said})", "", do)


def has_ended(error: "DriverError | Neo4jError") -> bool:
    """Tell whether an error may come of an engine that ended, or is just ending, in another process."""
    from neo4j.exceptions import AuthError, DatabaseError, ServiceUnavailable, SessionExpired, TransientError

    if isinstance(error, TransientError):
        return error.code == CLOSING
    # one that is ending has forgotten its users, or is without its database, before it closes its connections
    return isinstance(error, AuthError | DatabaseError | ServiceUnavailable | SessionExpired)


def connected(address: Address, *, client: bool) -> "Driver":
    """Give a driver; ``client`` is for an engine that another process runs."""
    from neo4j import GraphDatabase

    quiet()
    return GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        notifications_min_severity="OFF",
        max_transaction_retry_time=ENDED if client else PATIENCE,
    )


def quiet() -> None:
    """Keep the driver's retries off stderr: they are no news to an analyst."""
    logger = logging.getLogger("neo4j")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
