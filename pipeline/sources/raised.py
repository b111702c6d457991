"""What a superscript leaves in a source's line: exponents as superscript characters, marks of citations nothing."""

from pipeline.markup.superscripts import raised

LOOK_BACK = 40
"""Characters before a superscript that its meaning may depend on."""


def raised_text(before: str, words: str, after: str = "", *, linked: bool = False) -> str:
    """The characters that stand for the superscript `words` between `before` and `after`.

    `193<sup>1</sup> patients` leaves nothing (a citation, and 1931 would be another number), `10<sup>-4</sup>` leaves
    `⁻⁴`, `2<sup>nd</sup>` leaves `nd`. `linked`: the superscript is a link into the page, so it is a mark.
    """
    meaning = raised(before[-LOOK_BACK:], words, after[:LOOK_BACK], linked=linked)
    return meaning.text if meaning.kind == "text" else ""


def lowered_text(before: str, words: str) -> str:
    """The characters that stand for a subscript: as they are, parted from a number that they would lengthen."""
    glues = before[-1:].isdigit() and words[:1].isdigit()
    return f"_{words}" if glues else words
