"""Which of the old one-byte encodings of Western text a file is in: that of Windows, of the old Mac, or of DOS.

Statistics need many letters, and English has few above ASCII: what is left are quotation marks, dashes, an `é`. But
each of them has its place. `don’t` saved on an old Mac is `donÕt` to Windows, and no word has a capital there; `café`
saved under DOS is `caf‚`, and no quotation opens behind a letter. The reading in which the most signs stand where they
may stand is right; Windows' own counts where several are equal.
"""

ENCODINGS = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 65_536
_MOST = 4_000
"""Signs above ASCII that are looked at."""
_FEW = 8
_WESTERN = 0.2
"""Share of signs above ASCII past which a text is in another script, and not judged here."""
_SOUND = 0.9
"""Share of signs in their places from which a reading is believed, where it is not Windows' own."""
_OPENING, _CLOSING = frozenset("“‘„‚«‹¡¿"), frozenset("”»›")
_MATHS = frozenset("±×÷≤≥≠≈¬∞½¼¾√∆")
_MONEY = frozenset("£€¥¢")
_ALONE = frozenset("àéèêóòôÀ")
"""Letters that are words: `à la carte`, `perché è`."""
_FREE = frozenset("©®™§¶\u00a0")


def western(data: bytes) -> str:
    """The encoding of `ENCODINGS` in which `data` reads best; `cp1252` where nothing speaks against it."""
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high > max(_FEW, _WESTERN * len(sample)):
        return ENCODINGS[0]
    shares = {name: _share(sample.decode(name, "replace")) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: shares[name])
    return best if shares[best] >= _SOUND else ENCODINGS[0]


def _share(text: str) -> float:
    high = [at for at, sign in enumerate(text) if sign > "\x7f"][:_MOST]
    return sum(_fits(text, at) for at in high) / len(high) if high else 1.0


def _fits(text: str, at: int) -> bool:
    """Whether a sign stands where it may stand."""
    sign, before, after = text[at], text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if sign in _FREE:
        return not (before.isalpha() and after.isalpha())
    if sign == "’":
        return before.isalnum() or before in ".,!?…" or not after.isspace()
    if sign in _OPENING:
        return not before.isalnum() and not after.isspace()
    if sign in _CLOSING:
        return not before.isspace() and not after.isalnum()
    if sign in "–—":
        return before.isspace() == after.isspace() or not (before.isalpha() and after.isalpha())
    if sign in "…•·†‡":
        return not (before.isalnum() and after.isalnum()) and (sign not in "•·" or not before.isalnum())
    return _fits_figures(sign, before, after) if not sign.isalpha() or sign in "µº" else _fits_word(sign, before, after)


def _fits_figures(sign: str, before: str, after: str) -> bool:
    if sign in "°º":
        return before.isdigit() or before.isspace()
    if sign == "µ":
        return not before.isalpha() and after.isascii() and after.isalpha()
    if sign in "¹²³":
        return before.isalnum() or before in ".,;)”’"
    if sign in _MATHS:
        return not after.isalpha() or not before.isalpha()
    if sign in _MONEY:
        return before.isdigit() or after.isdigit()
    return sign in "‰‹›" and before.isdigit()


def _fits_word(sign: str, before: str, after: str) -> bool:
    """A letter beside letters: a capital begins a word or stands among capitals, and none stands beside a figure."""
    if before.isdigit() or after.isdigit():
        return False
    if not before.isalpha() and not after.isalpha():
        return sign in _ALONE
    return not sign.isupper() or not before.isalpha() or before.isupper()
