"""The verbs of notes, by topic."""
