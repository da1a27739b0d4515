"""How a letter is written from the facts of its meeting."""
