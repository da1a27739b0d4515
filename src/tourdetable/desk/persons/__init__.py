"""Persons: how to write to them, their posts, and their accounts."""
