"""What the screens of desk, room and door share: who asks, in which language, and the answer."""
