"""Trials: what the analyses find in many made-up worlds, for learning from some and judging on others."""
