"""Worlds of any size with known truth: accounts, crews, look-alikes and fates by a table of rates, file by file."""
