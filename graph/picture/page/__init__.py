"""The standalone page of a network: one file that works from a disk, without any network."""
