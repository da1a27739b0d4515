"""A connection whose requests are complete before a thread reads them, and whose answers no thread
waits for: what the line does not take at once is kept, in memory or on the disk, and sent on when
it takes more.
"""

import errno
import io
import os
import socket
import tempfile
import time
from collections import deque
from contextlib import suppress
from typing import IO, Any, BinaryIO

from gunicorn import http
from gunicorn.workers.gthread import TConn

from tourdetable.site.framing import CONTINUE, Head, UnreadableRequestError, read_head
from tourdetable.site.spooling import ANSWERS, BODIES, FilePart, NoRoomError

SECONDS_FOR_A_HEAD = 10
"""From the first byte of a request to the end of its head."""
SECONDS_OF_GRACE = 30
SLOWEST = 1_000
"""Bytes a second, beyond the grace, of a body or an answer that is still waited for."""
SECONDS_TO_LINGER = 2
"""How long what still comes is read after the last answer (RFC 9112, section 9.6)."""
IN_MEMORY = 256 * 1024
"""Bytes of a body, or of an answer on its way, beyond which it lies in a file."""
PIECE = 64 * 1024
MOST_AT_ONCE = 1 << 20
"""Bytes sent to one reader before the others have their turn."""


class BufferedSocket:
    """A socket as gunicorn's threads use it, none of whose methods waits for the line.

    `recv` gives one complete request and then nothing; `sendall` and `sendfile` send what the line
    takes and keep the rest in order for `flush`.
    """

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)  # noqa: FBT003 - as the socket has it
        self.line = line
        self.sent = 0
        self._request: IO[bytes] | None = None
        self._parts: deque[bytes | FilePart] = deque()
        self._in_memory = 0
        self.spooled = 0

    def give(self, request: IO[bytes]) -> None:
        """What the next thread reads."""
        self._request = request

    def recv(self, size: int) -> bytes:
        return self._request.read(size) if self._request else b""

    def send(self, content: bytes) -> int:
        self.sendall(content)
        return len(content)

    def sendall(self, content: bytes) -> None:
        """A head waits for the first bytes of its body, so that one packet takes both."""
        is_head = not self._parts and content.startswith(b"HTTP/")
        if is_head and len(content) < PIECE:
            self._keep(content)
            return
        if len(self._parts) == 1 and isinstance(self._parts[0], bytes) and len(content) < PIECE:
            content = self._parts[0] + content
            self._in_memory -= len(self._parts.popleft())  # type: ignore[arg-type]  # bytes
        if self.flush():
            content = content[self._send(content) :]
        if content:
            self._keep(content)

    def sendfile(self, file: BinaryIO, offset: int = 0, count: int | None = None) -> int:
        """The file may be closed at once by whoever gives it."""
        number = os.dup(file.fileno())
        rest = os.fstat(number).st_size - offset
        self._parts.append(FilePart(number, offset, rest if count is None else count))
        self.flush()
        return rest if count is None else count

    def flush(self) -> bool:
        """Send what the line takes; whether nothing is left. Raises OSError where it is cut."""
        budget = MOST_AT_ONCE
        while self._parts and budget > 0:
            part = self._parts[0]
            if isinstance(part, bytes):
                sent = self._send(part)
                self._in_memory -= sent
                if sent < len(part):
                    self._parts[0] = part[sent:]
                    return False
                self._parts.popleft()
            else:
                sent = self._send_part(part)
                if not sent:
                    return False
            budget -= sent
        if not self._parts:
            self._forget_spool()
        return not self._parts

    def _forget_spool(self) -> None:
        ANSWERS.give_back(self.spooled)
        self._spool, self.spooled = None, 0

    def _send(self, content: bytes) -> int:
        try:
            sent = self.line.send(content)
        except BlockingIOError:
            return 0
        self.sent += sent
        return sent

    def _send_part(self, part: FilePart) -> int:
        try:
            sent = os.sendfile(self.line.fileno(), part.number, part.offset, min(part.count, PIECE))
        except BlockingIOError:
            return 0
        if not sent and part.count:
            msg = "the file became shorter while it was sent"
            raise ConnectionAbortedError(msg)
        self.sent += sent
        part.offset, part.count = part.offset + sent, part.count - sent
        if not part.count:
            os.close(part.number)
            self._parts.popleft()
        return sent

    def _keep(self, content: bytes) -> None:
        if self._in_memory + len(content) <= IN_MEMORY:
            self._parts.append(content)
            self._in_memory += len(content)
            return
        if not ANSWERS.take(len(content)):
            raise OSError(errno.ENOSPC, "too many bytes wait for slow readers")
        self.spooled += len(content)
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, FilePart) or not self._is_ours(last):
            with tempfile.TemporaryFile() as file:
                last = FilePart(os.dup(file.fileno()), 0, 0)
            self._spool = last
            self._parts.append(last)
        left = memoryview(content)
        while left:
            written = os.pwrite(last.number, left, last.offset + last.count)
            last.count += written
            left = left[written:]

    _spool: FilePart | None = None

    def _is_ours(self, part: FilePart) -> bool:
        return part is self._spool

    def fileno(self) -> int:
        return self.line.fileno()

    def gettimeout(self) -> float:
        return 0.0

    def settimeout(self, seconds: float | None) -> None:
        """Nothing waits here."""

    def setblocking(self, flag: bool) -> None:  # noqa: FBT001 - as sockets have it
        """The same."""

    def shutdown(self, how: int) -> None:
        self.line.shutdown(how)

    def close(self) -> None:
        for part in self._parts:
            if isinstance(part, FilePart):
                os.close(part.number)
        self._parts.clear()
        self._forget_spool()
        with suppress(OSError):
            self.line.close()


class Connection(TConn):  # type: ignore[misc]  # gunicorn ships no types
    """A connection as gunicorn's worker knows it, which collects its requests itself."""

    def __init__(self, settings: Any, line: socket.socket, client: Any, server: Any) -> None:
        super().__init__(settings, BufferedSocket(line), client, server)
        self.parser = http.get_parser(settings, self.sock, client)
        self.initialized = True
        self.received = bytearray()
        self.head: Head | None = None
        self.body: IO[bytes] | None = None
        self.got = 0
        self.keeps = False
        self.is_lingering = False
        self.is_answering = False
        self.since = time.monotonic()
        """When what is waited for began: silence, a request, an answer, the end."""

    @property
    def address(self) -> str:
        """Of the other side; nothing for a socket of this machine without one."""
        return str(self.client[0]) if isinstance(self.client, tuple) else ""

    def feed(self, content: bytes, *, largest_body: int) -> bool:
        """Take what came; whether a request is complete. Raises UnreadableRequestError."""
        if not self.received and self.head is None:
            self.since = time.monotonic()
        if self.body is not None:
            return self.feed_body(content)
        self.received += content
        return self.is_ready(largest_body=largest_body)

    def is_ready(self, *, largest_body: int) -> bool:
        """Whether what was received holds a complete request, which a thread can then read."""
        if self.received.startswith(b"\r\n"):
            del self.received[:2]  # RFC 9112, section 2.2
        self.head = read_head(self.received, largest_body=largest_body)
        if self.head is None:
            return False
        del self.received[: self.head.size]
        if self.head.body:
            self.body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the request
        else:
            self.body = io.BytesIO()
        self.body.write(self.head.content)
        self.got = 0
        if self.head.waits and len(self.received) < self.head.body:
            with suppress(OSError):  # who does not take it will not be waited for
                self.sock.line.send(CONTINUE)
        early = bytes(self.received)
        self.received.clear()
        return self.feed_body(early)

    def feed_body(self, content: bytes) -> bool:
        """The same in the middle of a body. Raises NoRoomError, which keeps what came, and OSError
        where it cannot be written.
        """
        if self.head is None or self.body is None:
            msg = "a body comes after its head"
            raise RuntimeError(msg)
        missing = self.head.body - self.got
        part = content[:missing]
        if not BODIES.take(len(part)):
            raise NoRoomError(content)
        self.got += len(part)
        self.body.write(part)
        self.received += content[missing:]
        if self.got < self.head.body:
            return False
        self.body.seek(0)
        self.sock.give(self.body)
        return True

    def begin_anew(self) -> None:
        """After an answer: what is waited for is the next request."""
        self._forget_body()
        self.is_answering, self.sock.sent, self.since = False, 0, time.monotonic()

    def _forget_body(self) -> None:
        if self.body is not None:
            with suppress(OSError):  # what could not be written is not wanted any more
                self.body.close()
        BODIES.give_back(self.got)
        self.head, self.body, self.got = None, None, 0

    def close(self) -> None:
        """Close the line, and keep nothing of what waited on it."""
        self._forget_body()
        super().close()

    def refuse(self, error: UnreadableRequestError) -> None:
        """Answer and keep nothing of it."""
        self.received.clear()
        self._forget_body()
        self.keeps = False
        with suppress(OSError):
            self.sock.line.send(error.answer())

    @property
    def is_idle(self) -> bool:
        """Has nothing begun on it?"""
        return not (self.received or self.head or self.is_answering or self.is_lingering)

    def is_overdue(self, now: float) -> bool:
        """Has it had its time?"""
        waited = now - self.since
        if self.is_lingering:
            return waited > SECONDS_TO_LINGER
        if self.is_answering:
            return bool(waited > SECONDS_OF_GRACE + self.sock.sent / SLOWEST)
        if self.is_idle:
            return waited > float(self.cfg.keepalive)
        if self.head is None:
            return waited > SECONDS_FOR_A_HEAD
        return waited > SECONDS_OF_GRACE + self.got / SLOWEST
