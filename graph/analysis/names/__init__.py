"""What is found from names alone: changes of name, and names that one gave up and another took."""
