"""Pure questions about questionnaires and notes."""
