"""Agendas that other programs keep. Pure: hostile bytes in, plain sessions or a sentence out."""
