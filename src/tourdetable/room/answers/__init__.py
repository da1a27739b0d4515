"""What was answered, as the participants of the meeting read it."""
