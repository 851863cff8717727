"""The parts of the search for aliases: what accounts have, how pairs are compared, weighed and told."""
