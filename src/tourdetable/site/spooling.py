"""Bytes that wait in memory or in temporary files, of which one process holds so many at most."""

import threading
from dataclasses import dataclass

MOST_BYTES = 512 * 1024 * 1024
"""In bodies that come in, and as much again in answers that slow readers have not taken yet."""


class NoRoomError(Exception):
    """So many bytes wait already that these, `content`, have no room."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content


@dataclass(slots=True)
class FilePart:
    """Bytes of an open file that are still to be sent."""

    number: int
    offset: int
    count: int


class Budget:
    """Bytes that may wait at a time; threads share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.used = most, 0
        self.was_short = False
        self._lock = threading.Lock()

    def take(self, count: int) -> bool:
        """Whether there is room for so many more, which are then taken."""
        with self._lock:
            if self.used + count > self.most:
                self.was_short = True
                return False
            self.used += count
            return True

    def give_back(self, count: int) -> None:
        with self._lock:
            self.used -= count


BODIES, ANSWERS = Budget(), Budget()
"""Of this process."""
