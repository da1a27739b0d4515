"""The list of participants: nominations that wait, lines that are kept, what goes out."""
