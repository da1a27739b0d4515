"""The verbs of invitations, by topic."""
