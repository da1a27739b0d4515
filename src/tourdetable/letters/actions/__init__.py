"""The verbs of letters, by topic."""
