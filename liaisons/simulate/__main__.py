"""Write the sample case: ``python -m liaisons.simulate samples/``."""

import sys
from pathlib import Path

from liaisons.simulate.sample import write_sample

if len(sys.argv) != 2:
    sys.stderr.write("python -m liaisons.simulate FOLDER\n")
    sys.exit(2)
write_sample(Path(sys.argv[1]))
