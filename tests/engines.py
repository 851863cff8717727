"""The engines on which everything that touches the graph is tested, for fixtures that run on each in turn."""

import pytest

ENGINES = [pytest.param("local", marks=pytest.mark.slow), pytest.param("server", marks=pytest.mark.server)]
