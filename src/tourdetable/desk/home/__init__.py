"""Where an officer begins."""
