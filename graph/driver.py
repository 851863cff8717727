"""A driver to a Neo4j server, or to the embedded engine behind Bolt: quiet, and patient as far as that helps."""

import logging
from typing import TYPE_CHECKING

from graph.local import Address

if TYPE_CHECKING:
    from neo4j import Driver

ADVICE = "Put it in the file store.password (mode 0600) of the case, or into LIAISONS_NEO4J_PASSWORD."
"""What to do about a password that is refused."""

ENDED = 2.0
"""Seconds a client tries an owner that has ended, before it takes its place."""

PATIENCE = 30.0
"""Seconds that work is repeated which a server asks to repeat."""


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
