"""Measurements a reader can repeat: ``python -m bench``; docs/performance.md shows the table of one run."""
