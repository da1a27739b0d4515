"""Everything that changes what is known of processes, by topic."""
