"""Work that is due in invitations: nothing falls due yet."""
