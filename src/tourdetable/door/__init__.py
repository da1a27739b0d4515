"""Coming in: signing in, the sessions of a person, the devices that they sign in with."""
