"""Pure questions about invitations and participants."""
