"""The last look before a meeting is public, and the step itself."""
