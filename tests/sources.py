"""What tests of sources share: what a made-up source says that it can tell."""

from ingest.sources import Tells

TELLS_NOTHING = Tells(made_by="a test", ids="no", handles="no", numbers="no", renames="no", times="no", members="no")
