"""The secretariat's own list: who works for it."""
