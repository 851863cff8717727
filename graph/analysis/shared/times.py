"""Times as findings tell them: text that sorts as time does, to the second and in UTC."""

from datetime import UTC, datetime

DAY = 86_400_000
"""Milliseconds."""


def format_iso(at: int | None) -> str | None:
    """Give epoch milliseconds as ``2024-03-07T12:42:00Z``; None stays None."""
    return None if at is None else datetime.fromtimestamp(at // 1000, UTC).isoformat().replace("+00:00", "Z")
