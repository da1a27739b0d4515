"""Work that is due in meetings: nothing falls due yet."""
