"""Write the sample case: ``python -m worlds samples/``."""

import sys
from pathlib import Path

from worlds.sample import write_sample

if len(sys.argv) != 2:
    sys.stderr.write("python -m worlds FOLDER\n")
    sys.exit(2)
write_sample(Path(sys.argv[1]))
