"""What has no domain: partial dates, wordings, sources, dossiers, actions, the journal, files."""
