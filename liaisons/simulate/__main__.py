"""Write the sample case: ``python -m liaisons.simulate samples/``."""

import sys
from pathlib import Path

from liaisons.simulate.sample import write_sample

if len(sys.argv) != 2:
    sys.exit("python -m liaisons.simulate FOLDER")
write_sample(Path(sys.argv[1]))
