"""Letters: written, approved, and what became of them."""
