"""Liaisons: who advertises with whom, under which names, and where they send people. See ``liaisons.open``."""
