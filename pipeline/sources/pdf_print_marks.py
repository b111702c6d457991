"""Knows what a browser prints into the margins of a page: date and time, title, address, page of pages.

On several pages it repeats; of a page printed alone only its form tells it from the text.
"""

import re

from pipeline.sources.pdf_text import PdfLine

_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:\d{{1,4}}[./-]\s?\d{{1,2}}[./-]\s?\d{{1,4}}|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.? {_MONTH} \d{{4}})"
_STAMP = re.compile(rf"{_DATE},?(?: at)? {_TIME}")
"""The moment of printing: a date alone may be the article's own."""
_ADDRESS = re.compile(r"(?:https?://|file:/|about:|www\.)\S+(?:…|\.\.\.)?")
_OF_PAGES = re.compile(r"(?i:(?:page |p\. ?)?\d{1,4} ?(?:/|of|von|sur|de) ?\d{1,4})")
_ENDS = re.compile(rf"(?:{_ADDRESS.pattern}\s+)?(?:{_OF_PAGES.pattern})")


def is_print_mark(line: PdfLine) -> bool:
    """Whether a line in a page's margin is a browser's: a moment or an address with a title beside it, page of pages.

    The title stands apart by a wide gap; words behind a date in running text do not. An address alone may be the end
    of an entry of the list of references.
    """
    parts = [cell.text.strip() for cell in line.cells] or [line.text.strip()]
    if any(_STAMP.fullmatch(part) for part in parts):
        return True
    if len(parts) == 2 and any(_ADDRESS.fullmatch(part) for part in parts):
        return True
    return _ENDS.fullmatch(" ".join(parts)) is not None
