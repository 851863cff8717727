"""Cypher that asks and is no question of the catalogue: what the program itself looks up in a graph.

Every text is made of the model when a module is imported, one a label or link type where that differs, and stands in
a constant: values come as parameters alone. ``tests/test_lookups.py`` reads all of them as it reads ``queries/``, and
says by name what asks anywhere else.
"""
