"""Types of arrays: what each holds, and how many dimensions it has. For type checkers alone: imports numpy at once."""

from typing import Any

import numpy as np

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
"""One number a row: bits, shares, probabilities, measures of a pair."""

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
"""One whole number a row: places in a table, counts, times in epoch milliseconds."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""Yes or no a row: which rows are taken."""

NodeNumbers = np.ndarray[tuple[int], np.dtype[np.int32]]
"""Nodes of a snapshot by their numbers, as its columns hold them."""

Labels = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]
"""The cluster of each row, as a whole number; scipy gives 32 bits, Leiden and numpy give 64."""

FloatTable = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Numbers by row and column."""

IntTable = np.ndarray[tuple[int, int], np.dtype[np.int64]]
"""Whole numbers by row and column, as the two ends of each tie."""
