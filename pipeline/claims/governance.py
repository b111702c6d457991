"""Which citation governs a statement: its own marker, or one that the text goes on speaking of.

`explicit` is a marker in the same sentence. `inherited` is one taken over from the sentence or paragraph before (the
study, its participants, a pronoun), from the sentence behind (a study introduced, then cited), from a marker that
closes a paragraph, by a name that fits one reference only, or, for headline and standfirst, from the cited body
sentence that says the same. Nothing is inherited across a section, or after the text has turned to something else.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.claims.tables import tables_of
from pipeline.claims.words import is_content
from pipeline.lexicon import Patterns, load
from pipeline.records.article import Article, Sentence
from pipeline.records.citation import CitedArticle, Marker, Reference
from pipeline.records.claim import CitationScope
from pipeline.text import stem, tokens

_MAKES_NO_CLAIM = frozenset(("reference", "disclaimer", "furniture"))
_SUMMARY = frozenset(("headline", "standfirst"))
SAME_STATEMENT = 0.5
"""Share of a summary sentence's content stems that a cited body sentence must hold to lend it its citation."""


class Discourse(Struct, frozen=True, forbid_unknown_fields=True):
    """`discourse.toml`."""

    strong: Patterns
    weak: Patterns
    continuing: Patterns
    introducing: Patterns
    contrast: Patterns
    connectives: Patterns
    demonstrative: Patterns


class Governed(Struct, frozen=True):
    """What governs one sentence: labels, how they came to it, and the markers inside it."""

    labels: tuple[str, ...] = ()
    scope: CitationScope = "none"
    markers: tuple[Marker, ...] = ()

    def of(self, start: int, end: int) -> tuple[tuple[str, ...], CitationScope]:
        """Labels and scope for the statement `[start, end)`: its own marker, else the next one, else the last."""
        if not self.markers:
            return self.labels, self.scope
        within = [marker for marker in self.markers if start <= marker.start < end]
        behind = [marker for marker in self.markers if marker.start >= end]
        last = replace(within[-1], end=max(within[-1].end, end)) if within else None
        chosen = [*within, *_adjoining(last, behind)] if last else _run(behind) or _run_back(self.markers)
        return _distinct(label for marker in chosen for label in marker.labels), "explicit"


ADJOINING = 6
"""Code points that may stand between markers that belong together: `[1][2]`, `[1], [2]`, `(3; 4)`."""


def _adjoining(marker: Marker, behind: list[Marker]) -> list[Marker]:
    """The markers of `behind` that stand right behind `marker`, one after the other."""
    found: list[Marker] = []
    for one in behind:
        if one.start - (found[-1] if found else marker).end > ADJOINING:
            break
        found.append(one)
    return found


def _run(behind: list[Marker]) -> list[Marker]:
    """The next marker with those that adjoin it."""
    return [behind[0], *_adjoining(behind[0], behind[1:])] if behind else []


def _run_back(markers: tuple[Marker, ...]) -> list[Marker]:
    """The last marker with those that stand right before it."""
    found = [markers[-1]]
    for one in reversed(markers[:-1]):
        if found[0].start - one.end > ADJOINING:
            break
        found.insert(0, one)
    return found


@cache
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    file = load("pipeline.claims", "discourse.toml", Discourse)
    entry: Patterns = getattr(file, group)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry.patterns)


def _fits(group: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(group))


def _distinct(labels: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))  # type: ignore[call-overload]  # any iterable of str


def govern(cited: CitedArticle) -> tuple[Governed, ...]:
    """What governs each sentence of `cited.article.sentences`, in their order."""
    article = cited.article
    starts = [marker.start for marker in cited.markers]
    explicit = tuple(_explicit(sentence, cited.markers, starts) for sentence in article.sentences)
    governed = list(explicit)
    _inherit_forward(cited, governed)
    _inherit_backward(article, governed, explicit)
    _inherit_from_paragraph_end(article, governed)
    _inherit_in_tables(article, governed)
    _inherit_summary(article, governed)
    return tuple(governed)


def _explicit(sentence: Sentence, markers: tuple[Marker, ...], starts: list[int]) -> Governed:
    """The markers within a sentence; `starts` are where the markers begin, in text order."""
    inside = markers[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end)]
    inside = tuple(marker for marker in inside if marker.start < sentence.end or marker.start == marker.end)
    if not inside:
        return Governed()
    return Governed(_distinct(label for marker in inside for label in marker.labels), "explicit", inside)


def _opening(text: str) -> str:
    """The sentence without its opening connective."""
    for pattern in _patterns("connectives"):
        text = pattern.sub("", text)
    return text


def _inherit_forward(cited: CitedArticle, governed: list[Governed]) -> None:
    """Walk through the text with the study that it speaks of."""
    article = cited.article
    current: tuple[str, ...] = ()
    section: str | None = None
    previous_block = -1
    previous_governed = False
    only = _only_reference(cited)
    for at, sentence in enumerate(article.sentences):
        block = article.blocks[sentence.block]
        if block.kind in _MAKES_NO_CLAIM:
            continue
        if block.section != section:
            current, section = (), block.section
        text = _opening(article.text[sentence.start : sentence.end])
        if governed[at].labels:
            current = governed[at].labels
            previous_governed = True
        else:
            within = sentence.block == previous_block
            begins: Place = "opening" if not within else "governed" if previous_governed else "orphan"
            labels = _inherited(text, cited, current or only, block.kind, begins)
            governed[at] = Governed(labels, "inherited" if labels else "none")
            current = labels or current
            previous_governed = bool(labels)
        previous_block = sentence.block


def _only_reference(cited: CitedArticle) -> tuple[str, ...]:
    """The label of the one reference of an article that has no other."""
    return (cited.references[0].label,) if len(cited.references) == 1 else ()


Place = Literal["opening", "governed", "orphan"]
"""Where a sentence stands: first of its block, behind a governed sentence of it, or behind one governed by nothing."""


def _inherited(text: str, cited: CitedArticle, current: tuple[str, ...], kind: str, begins: Place) -> tuple[str, ...]:
    if kind in ("heading", "question", "title") or _fits("contrast", text):
        return ()
    named = _named(text, cited.references)
    if named:
        return named
    if not current or (begins == "orphan" and _fits("demonstrative", text)):
        return ()
    if _fits("strong", text) and not _fits("introducing", text):
        return current
    if begins == "governed" and (_fits("weak", text) or _fits("continuing", text)):
        return current
    return ()


_NAMED = re.compile(r"\bthe ((?:[A-Z][\w-]+ ){1,4})(?:trial|study|review|survey|cohort)\b")


def _named(text: str, references: tuple[Reference, ...]) -> tuple[str, ...]:
    """`the Beckley trial`: the one reference whose entry holds the name."""
    match = _NAMED.search(text)
    if not match:
        return ()
    name = match.group(1).strip().lower()
    fitting = [reference.label for reference in references if name in reference.raw.lower()]
    return (fitting[0],) if len(fitting) == 1 else ()


def _inherit_backward(article: Article, governed: list[Governed], explicit: tuple[Governed, ...]) -> None:
    """`A new trial tested X. The study [3] found …`: the sentence that introduces it is of the same study."""
    for at in range(len(governed) - 2, -1, -1):
        here, after = article.sentences[at], article.sentences[at + 1]
        if governed[at].labels or here.block != after.block or not explicit[at + 1].labels:
            continue
        text = article.text[here.start : here.end]
        behind = _opening(article.text[after.start : after.end])
        if _fits("introducing", text) and (_fits("strong", behind) or _fits("weak", behind)):
            governed[at] = Governed(governed[at + 1].labels, "inherited")


def _inherit_from_paragraph_end(article: Article, governed: list[Governed]) -> None:
    """A single marker behind a paragraph's last full stop stands for the paragraph."""
    by_block: dict[int, list[int]] = {}
    for at, sentence in enumerate(article.sentences):
        by_block.setdefault(sentence.block, []).append(at)
    for members in by_block.values():
        marked = [at for at in members if governed[at].markers]
        if marked != members[-1:] or len(members) < 2 or len(governed[members[-1]].markers) != 1:
            continue
        last = article.sentences[members[-1]]
        marker = governed[members[-1]].markers[0]
        if article.text[last.start : marker.start].rstrip().endswith((".", "!", "?", "”", '"')):
            for at in members[:-1]:
                if not governed[at].labels:
                    governed[at] = Governed(marker.labels, "inherited")


def _inherit_in_tables(article: Article, governed: list[Governed]) -> None:
    """Rows of a table without a marker take that of its column heads, of its caption, or of the note right below it."""
    tables = tables_of(article)
    of_block: dict[int, Governed] = {}
    for at, sentence in enumerate(article.sentences):
        if governed[at].scope == "explicit" or sentence.block not in of_block:
            of_block[sentence.block] = governed[at]
    for at, sentence in enumerate(article.sentences):
        if article.blocks[sentence.block].kind != "table_row" or governed[at].labels:
            continue
        rows = tables[sentence.block]
        around = [rows.first, *(side for side in (rows.first - 1, rows.end) if _is_caption(article, side))]
        given = next((of_block[block] for block in around if of_block.get(block, Governed()).scope == "explicit"), None)
        if given:
            governed[at] = Governed(given.labels, "inherited")


def _is_caption(article: Article, block: int) -> bool:
    """A caption, or a line that begins as one does: `Table 2. …`, `Source: …`."""
    if not 0 <= block < len(article.blocks):
        return False
    one = article.blocks[block]
    return one.kind == "caption" or _CAPTION.match(article.text, one.start, one.end) is not None


_CAPTION = re.compile(r"(?i)(?:table|tab\.|figure|fig\.)\s\d|(?:sources?|notes?|data|adapted from)\s?:")


def _inherit_summary(article: Article, governed: list[Governed]) -> None:
    """Headline and standfirst are checked against what the cited body sentence that says the same is checked by."""
    body = [
        (at, _stems(article.text[sentence.start : sentence.end]))
        for at, sentence in enumerate(article.sentences)
        if governed[at].labels and article.blocks[sentence.block].prominence not in _SUMMARY
    ]
    for at, sentence in enumerate(article.sentences):
        block = article.blocks[sentence.block]
        if governed[at].labels or block.prominence not in _SUMMARY or block.kind in _MAKES_NO_CLAIM:
            continue
        own = _stems(article.text[sentence.start : sentence.end])
        shared = [(len(own & other) / max(len(own), 1), -index) for index, other in body]
        if shared and max(shared)[0] >= SAME_STATEMENT:
            governed[at] = replace(governed[-max(shared)[1]], scope="inherited", markers=())


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.lower) for token in tokens(text) if is_content(token.lower))


_RELATIVE = re.compile(r"^(?:which|who|whose)\b", re.IGNORECASE)
_TAIL_WORDS = 4


def speaks_of_another(sentence: str, start: int) -> bool:
    """Whether the statement at `start` tells something of a thing that the sentence only compares with.

    "… than traditional antidepressants, which need weeks": what follows is about them, not about the cited study.
    """
    if not start or not _RELATIVE.match(sentence[start:]):
        return False
    tail = " ".join(sentence[:start].rstrip(" ,;—–-").split()[-_TAIL_WORDS:])
    return any(_fits("contrast", " ".join(tail.split()[at:])) for at in range(_TAIL_WORDS))
