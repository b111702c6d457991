"""Undoes Content-Encoding piece by piece, never past a limit: a kilobyte can claim to be a gigabyte.

Only gzip and deflate are asked for and taken. zlib's `max_length` bounds each step, which httpx's own decoders do
not (measured: 1.6 kB of brotli came out of them as one chunk of 1 GiB).
"""

import zlib

from pipeline.net.wire import WireFailure

ACCEPTED = "gzip, deflate"
"""For the Accept-Encoding header: brotli and zstd are not asked for."""

_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 256 * 1024
_EITHER = zlib.MAX_WBITS | 32  # zlib finds out itself whether a gzip or a zlib header follows


class Decoder:
    """Feed it the body's chunks; it gives the decoded pieces and counts them against `limit` bytes.

    With `cut` a longer body is no failure: what goes past the limit is left out, and `full` says when to stop.
    """

    def __init__(self, encoding: str, limit: int, *, cut: bool = False) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
        if len(names) > 1 or (names and names[0] not in ("gzip", "x-gzip", "deflate")):
            raise WireFailure("unsupported", f"the answer came in an encoding that was not asked for: {encoding[:40]}")
        self._encoding = names[0] if names else ""
        self._limit = limit
        self._cut = cut
        self.full = False
        self._size = 0
        self._raw = 0
        self._begun = False
        self._head = b""
        self._between = b""
        self._engine: zlib._Decompress | None = None

    def raise_limit(self, limit: int) -> None:
        """Allow more, once the first bytes have shown a kind of document that is larger by nature."""
        self._limit = max(self._limit, limit)

    def feed(self, chunk: bytes) -> bytes:
        """Decode one chunk.

        Raises:
            WireFailure: more than the limit, or bytes that are not what the header says.
        """
        if not chunk:
            return b""
        self._raw += len(chunk)
        if self._raw > self._limit:
            self._reached()
        if not self._begun:
            self._head += chunk
            if len(self._head) < len(_GZIP_MAGIC):
                return b""
            chunk, self._head = self._head, b""
            self._begin(chunk)
        return self._count(chunk) if self._engine is None else self._unpack(chunk)

    def finish(self) -> bytes:
        """Say that the body is over; gives what was held back of a body of one byte.

        Raises:
            WireFailure: a packed body broke off before its end.
        """
        if self._engine is not None and not self._engine.eof and not self.full:
            raise WireFailure("network_error", "the packed answer broke off before its end")
        return self._head

    def _begin(self, chunk: bytes) -> None:
        """Trust the first bytes over the header: archived copies often carry the wrong one."""
        self._begun = True
        if chunk.startswith(_GZIP_MAGIC):
            self._engine = zlib.decompressobj(_EITHER)
        elif self._encoding == "deflate":
            wrapped = len(chunk) > 1 and chunk[0] & 0x0F == 8 and (chunk[0] * 256 + chunk[1]) % 31 == 0
            self._engine = zlib.decompressobj(_EITHER if wrapped else -zlib.MAX_WBITS)

    def _unpack(self, chunk: bytes) -> bytes:
        engine = self._engine
        assert engine is not None
        out: list[bytes] = []
        pending = self._between + chunk
        self._between = b""
        while pending:
            if engine.eof:
                # A second gzip member may follow (RFC 1952, 2.2); anything else behind the end is padding.
                if len(pending) < len(_GZIP_MAGIC):
                    self._between = pending
                    break
                if not pending.startswith(_GZIP_MAGIC):
                    break
                engine = self._engine = zlib.decompressobj(_EITHER)
            try:
                out.append(self._count(engine.decompress(pending, min(_STEP, self._limit - self._size + 1))))
            except zlib.error as error:
                raise WireFailure("unreadable", "the packed answer is damaged") from error
            pending = b"" if self.full else engine.unconsumed_tail or engine.unused_data
        return b"".join(out)

    def _count(self, piece: bytes) -> bytes:
        room = self._limit - self._size
        self._size += len(piece)
        if len(piece) > room:
            self._reached()
        return piece[:room]

    def _reached(self) -> None:
        """The limit: the end of what is read, or of patience."""
        if not self._cut:
            raise WireFailure("too_large", f"the answer is larger than {self._limit / 1e6:.0f} MB")
        self.full = True
