"""Questionnaires that other programs keep. Pure: hostile bytes in, a plan with remarks out."""
