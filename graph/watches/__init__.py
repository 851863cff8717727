"""Watchlists: what people want to be told of when it comes up, and what in the graph answers to it.

``entries`` reads what is watched, and what was said of its hits, from the journal; ``matching`` finds the hits.
"""
