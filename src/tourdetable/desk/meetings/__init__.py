"""Meetings: all of them, and each with what is to be done."""
