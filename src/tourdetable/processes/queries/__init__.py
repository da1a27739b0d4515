"""What is known of processes, by topic: dossiers, offices, members, growth."""
