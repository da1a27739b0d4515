"""Strangers' files are read in a process of their own, with limits that the system keeps.

`reading.read` is asked; a `host` that holds no secret and no connection forks a `child` for each
file, which is confined (`limits`) before it looks at the first byte, and says what it found as JSON
of bounded length (`codec`). Decision 31 says why so.
"""
