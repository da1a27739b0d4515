"""The delegations' and ministries' screens, one folder each."""
