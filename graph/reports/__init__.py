"""Reports: sections made of what passed the gate, and the forms they are rendered in."""
