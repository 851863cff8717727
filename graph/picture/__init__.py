"""Pictures of what passed the gate: positions, plots as SVG of our own, and the page of the network."""
