"""Work that is due in processes: nothing falls due yet."""
