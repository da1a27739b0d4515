"""How a letter is handed to the mail server."""
