"""Text looks damaged (TXT-001).

What it does: names places where an export lost or glued text: a list that is gone behind its colon, two sentences
without a space, a heading run into its paragraph, the name of an image among the words.

Why it matters: readers stumble, and a lost list may have held the claim.

The article says: "Activation of the receptor is known to:" and then another paragraph.

The source says: nothing; this is about the text itself.

Fine if: it is meant that way.

Literature: none; found in exported articles.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.article import Damage
from pipeline.records.verdict import Objection

_TITLES = {
    "lost_list": "A list seems to be missing",
    "glued_sentences": "Two sentences are glued together",
    "glued_heading": "A heading is glued to its paragraph",
    "repeated_title": "The title stands twice",
    "image_text": "The name of an image stands in the text",
    "encoding": "Some characters look wrongly decoded",
    "invisible": "Invisible characters stand in the text",
}


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each damaged place; places of one sort are shown as one finding."""
    for damage in audited.sheet.cited.article.damages:
        yield Remark(_objection(damage), at=(damage.start, damage.end))


def _objection(damage: Damage) -> Objection:
    return Objection(
        code="TXT-001",
        verdict=None,
        severity="consider",
        title=_TITLES[damage.kind],
        why=damage.note or "Text that was lost or glued on the way out of an editor misleads readers.",
        aspects=(),
        ok_if="it is meant that way.",
        cause=damage.kind,
    )


CHECK = ArticleCheck("damaged-text", ("TXT-001",), inspect)
