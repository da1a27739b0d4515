"""Work that is due in notes: nothing falls due yet."""
