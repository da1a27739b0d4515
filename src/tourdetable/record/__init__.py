"""The public record: all that is public, as plain files that need no server.

Addresses are pure, publishing writes a BagIt bag and brings it into place, fixity checks it,
serving gives it out. Serving imports neither Django nor any stage.
"""
