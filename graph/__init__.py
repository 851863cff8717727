"""What the graph is, what is found in it, how it is shown."""
