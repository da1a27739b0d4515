"""Work that is due in library: nothing falls due yet."""
