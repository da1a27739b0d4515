"""Who is invited to a meeting, on what ground, and how sure that is."""
