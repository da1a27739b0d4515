"""The agenda of a meeting: sessions by day, items, versions."""
