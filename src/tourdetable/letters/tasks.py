"""Letters that are due are handed to the mail server."""
