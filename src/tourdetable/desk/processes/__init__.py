"""Processes as they change: seats, offices, focal points, and the history of each."""
