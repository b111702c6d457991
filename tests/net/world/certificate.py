"""Makes a throw-away certificate for the tests' own servers: ECDSA on P-256 in plain Python, nothing installed.

Not for anything but tests: the arithmetic is not hardened, and the key never leaves the temporary folder.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
_Point = tuple[int, int] | None


def _add(one: _Point, two: _Point) -> _Point:
    if one is None or two is None:
        return two if one is None else one
    (x1, y1), (x2, y2) = one, two
    if x1 == x2 and (y1 + y2) % _P == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, _P) if one == two else (y2 - y1) * pow(x2 - x1, -1, _P)
    x = (slope * slope - x1 - x2) % _P
    return x, (slope * (x1 - x) - y1) % _P


def _times(factor: int, point: _Point) -> tuple[int, int]:
    total: _Point = None
    while factor:
        if factor & 1:
            total = _add(total, point)
        point = _add(point, point)
        factor >>= 1
    assert total is not None
    return total


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    head = (
        bytes([size])
        if size < 128
        else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    )
    return bytes([tag]) + head + body


def _integer(value: int) -> bytes:
    return _der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _oid(text: str) -> bytes:
    first, second, *rest = (int(part) for part in text.split("."))
    out = bytes([first * 40 + second])
    for arc in rest:
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        out += bytes(reversed(groups))
    return _der(6, out)


def _name(common: str) -> bytes:
    return _der(0x30, _der(0x31, _der(0x30, _oid("2.5.4.3"), _der(0x0C, common.encode()))))


def _extension(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    return _der(0x30, _oid(oid), _der(1, b"\xff") if critical else b"", _der(4, value))


def _pem(kind: str, der: bytes) -> str:
    text = base64.b64encode(der).decode()
    lines = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----\n"


def make(folder: Path, hosts: Iterable[str], name: str = "world") -> tuple[Path, Path]:
    """Write a self-signed certificate for `hosts` and its key; returns both files."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    for file, text in zip((certificate, key), _pair(tuple(sorted(set(hosts))), name), strict=True):
        file.write_text(text, encoding="utf-8")
    return certificate, key


@cache
def _pair(hosts: tuple[str, ...], name: str) -> tuple[str, str]:
    """Certificate and key as PEM; worlds with the same hosts share them, for the arithmetic takes 20 ms."""
    secret = secrets.randbelow(_N - 1) + 1
    x, y = _times(secret, _G)
    point = b"\x00\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    public = _der(0x30, _der(0x30, _oid("1.2.840.10045.2.1"), _oid("1.2.840.10045.3.1.7")), _der(3, point))
    algorithm = _der(0x30, _oid("1.2.840.10045.4.3.2"))
    key_id = hashlib.sha1(point[1:], usedforsecurity=False).digest()
    names = _der(0x30, *(_der(0x82, host.encode()) for host in hosts))
    extensions = _der(
        0x30,
        _extension("2.5.29.19", _der(0x30, _der(1, b"\xff")), critical=True),
        _extension("2.5.29.15", _der(3, b"\x02\x84"), critical=True),  # digitalSignature, keyCertSign
        _extension("2.5.29.14", _der(4, key_id)),
        _extension("2.5.29.17", names),
    )
    valid = _der(0x30, _der(0x17, b"200101000000Z"), _der(0x17, b"491231235959Z"))
    to_sign = _der(
        0x30,
        _der(0xA0, _integer(2)),
        _integer(secrets.randbits(100) + 1),
        algorithm,
        _name(name),
        valid,
        _name(name),
        public,
        _der(0xA3, extensions),
    )
    digest = int.from_bytes(hashlib.sha256(to_sign).digest(), "big")
    nonce = secrets.randbelow(_N - 1) + 1
    r = _times(nonce, _G)[0] % _N
    s = pow(nonce, -1, _N) * (digest + r * secret) % _N
    signature = _der(3, b"\x00", _der(0x30, _integer(r), _integer(s)))
    private = _der(
        0x30,
        _integer(1),
        _der(4, secret.to_bytes(32, "big")),
        _der(0xA0, _oid("1.2.840.10045.3.1.7")),
        _der(0xA1, _der(3, point)),
    )
    return _pem("CERTIFICATE", _der(0x30, to_sign, algorithm, signature)), _pem("EC PRIVATE KEY", private)
