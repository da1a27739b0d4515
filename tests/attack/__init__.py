"""What somebody tries who wishes the house ill, with harmless input."""
