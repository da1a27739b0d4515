"""Where an invited party begins."""
