"""Who may do what with documents, and how their symbols are written. By topic."""
