"""The network that a case's accounts, groups and phones make by what they share and by dealing with each other."""
