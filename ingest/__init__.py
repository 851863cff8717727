"""Files in, graph out."""
