"""Bodies of a kilobyte or a megabyte that unpack to a gigabyte."""

import struct
import zlib

GIB = 1 << 30


def gzip_bomb(size: int = GIB) -> bytes:
    """A gzip stream of `size` zero bytes: one megabyte packed once, its block repeated."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH)
    again = engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH)
    count = size >> 20
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + first + again * (count - 1) + b"\x03\x00" + struct.pack("<II", 0, size & 0xFFFFFFFF)


def brotli_bomb(blocks: int = 64) -> bytes:
    """A brotli stream (RFC 7932) of `blocks` times 16 MiB of zero bytes, 13 bytes a block, written bit by bit.

    Every prefix code has one symbol, so it takes no bits: a literal 0, the command "insert 1, copy 16,777,215", and
    the distance 1.
    """
    bits: list[tuple[int, int]] = [(0b1111, 4)]  # window of 16 MiB
    for _ in range(blocks):
        bits += [(0, 1), (2, 2), (0xFFFFFF, 24), (0, 1)]  # not last, six nibbles, length 2**24, compressed
        bits += [(0, 1), (0, 1), (0, 1), (0, 2), (0, 4), (0, 2), (0, 1), (0, 1)]  # one type and one tree of each
        bits += [(1, 2), (0, 2), (0, 8)]  # literals: one symbol, 0
        bits += [(1, 2), (0, 2), (399, 10)]  # commands: one symbol, insert code 1 with copy code 23
        bits += [(1, 2), (0, 2), (16, 6)]  # distances: one symbol, 16
        bits += [(16_777_215 - 2118, 24), (0, 1)]  # how much to copy; distance 1
    bits += [(1, 1), (1, 1)]  # last and empty
    value = at = 0
    for number, width in bits:
        value |= number << at
        at += width
    return value.to_bytes((at + 7) // 8, "little")
