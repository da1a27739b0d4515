"""Work that is due in parties: nothing falls due yet."""
