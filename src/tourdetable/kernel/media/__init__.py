"""What a file is by its content, whether it can be kept, and its text. Pure: bytes in, facts out.

Five kinds are known: what ministries send, and what can still be read in twenty years. A file that
could run something, that hides something or that cannot be read is refused in a sentence.
"""
