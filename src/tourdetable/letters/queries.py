"""Questions about letters."""
