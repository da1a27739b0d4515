"""Questionnaires: what is asked, of whom, where everybody is, and the answers side by side."""
