"""The secretariat's screens, one folder each."""
