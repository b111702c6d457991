"""Holds our labelled claims to what their data sheet (`docs/data.md`) promises: shape, balance, overlap, doubles.

The set is worth something only if a model cannot read the class off the surface: neither from how many words claim
and evidence share, nor from the claim's length, nor from the place of the deciding passage. Each is measured here.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import log
from pathlib import Path
from statistics import mean
from typing import Literal, get_args

import msgspec
import pytest
from msgspec import Struct

from pipeline.records.source import SourceKind

Verdict = Literal["supported", "contradicted", "overstated", "not_found"]
HERE = Path(__file__).parent
SHEET = HERE.parents[1] / "docs" / "data.md"
FINDINGS = HERE.parents[1] / "pipeline" / "checks" / "findings.toml"
PAIRS_AT_LEAST = 2_000
TOPICS_AT_LEAST = 40
PASSAGES = (2, 5)
GOOD_SHARE = (0.45, 0.55)
AUC_BAND = (0.35, 0.65)
"""Area under the curve of a single surface cue for good against problem pairs; 0.5 tells nothing."""
TOPIC_BAND = (0.20, 0.80)
"""The same for one topic's forty-odd pairs, where chance alone moves the figure by 0.09 (one standard error)."""
CLAIM_ONLY_CEILING = 0.78
"""What a naive-Bayes reader of the claim alone may reach: the evidence has to be read."""
FOLDS = 5
RARE = 2
FIRST_PLACE_CEILING = 0.45
DOUBLE = 0.75
"""Token Jaccard from which two claims count as near-duplicates."""
DOUBLES_CEILING = 0.01
VERDICTS: tuple[Verdict, ...] = ("supported", "contradicted", "overstated", "not_found")
STOPWORDS = frozenset(
    "a an the of in on at to for with and or by from as is was were are be been had has have that this those these "
    "it its it's their they who which than then not no did do does into over under after before between per out up "
    "about he she his her them there what when where while so if but".split()
)


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim beside passages of the source it cites, with the verdict a careful checker gives."""

    id: str
    study: str
    """Pairs of one study share passages; they always stand in one topic, so never in two parts of the split."""
    claim: str
    kind: SourceKind
    passages: tuple[str, ...]
    verdict: Verdict
    code: str = ""
    """Finding expected; empty for good claims and for contradictions that no code names."""
    decides: int | None = None
    """Index of the deciding passage; absent where nothing decides (`not_found`)."""


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    topic: str
    pair: tuple[Pair, ...]


class Split(Struct, frozen=True, forbid_unknown_fields=True):
    """Which topics belong to which part."""

    train: tuple[str, ...]
    dev: tuple[str, ...]
    test: tuple[str, ...]


def _read(folder: str) -> dict[str, tuple[Pair, ...]]:
    """The pairs of each file of a set, by the file's name."""
    files = sorted((HERE / folder).glob("*.toml"))
    found = {path.stem: msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Topic) for path in files}
    assert folder != "claims" or all(stem == topic.topic for stem, topic in found.items())
    return {stem: topic.pair for stem, topic in found.items()}


TOPICS = _read("claims")
PAIRS = [pair for pairs in TOPICS.values() for pair in pairs]
GOOD = [pair for pair in PAIRS if pair.verdict == "supported"]
PROBLEM = [pair for pair in PAIRS if pair.verdict != "supported"]


@cache
def words(text: str) -> frozenset[str]:
    """Content words, roughly stemmed: enough to measure overlap, and independent of the product's own language room."""
    found = re.findall(r"[a-z0-9]+(?:[.,-][a-z0-9]+)*", text.lower())
    return frozenset(re.sub(r"(ing|ed|es|s|ly)$", "", word) for word in found if word not in STOPWORDS)


def overlap(pair: Pair) -> float:
    """Share of the claim's content words that stand in the passage nearest to it."""
    claim = words(pair.claim)
    return max(len(claim & words(passage)) / len(claim) for passage in pair.passages)


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative (ties count half): Mann and Whitney's U over n·m."""
    wins = sum((a > b) + 0.5 * (a == b) for a in positive for b in negative)
    return wins / (len(positive) * len(negative))


def _grams(claim: str) -> set[str]:
    found = ["#" if word[0].isdigit() else word for word in re.findall(r"[a-z]+|[0-9]+", claim.lower())]
    return {*found, *(" ".join(two) for two in pairwise(found))}


def claim_only_scores() -> dict[str, float]:
    """How good each claim sounds to a reader who never sees the evidence.

    Naive Bayes over words and pairs of neighbouring words, trained on the topics of the other folds.
    """
    scores: dict[str, float] = {}
    for fold in range(FOLDS):
        held = set(list(TOPICS)[fold::FOLDS])
        seen = {True: Counter[str](), False: Counter[str]()}
        size = Counter[bool]()
        for pair in (pair for topic, pairs in TOPICS.items() if topic not in held for pair in pairs):
            seen[pair.verdict == "supported"].update(_grams(pair.claim))
            size[pair.verdict == "supported"] += 1
        for pair in (pair for topic in held for pair in TOPICS[topic]):
            known = [gram for gram in _grams(pair.claim) if seen[True][gram] + seen[False][gram] > RARE]
            scores[pair.id] = sum(
                log((seen[True][gram] + 1) / (size[True] + 2)) - log((seen[False][gram] + 1) / (size[False] + 2))
                for gram in known
            )
    return scores


def count_row(name: str, topics: Sequence[str]) -> str:
    """A row of the data sheet's table: part, topics, pairs, and pairs by verdict."""
    counts = Counter(pair.verdict for topic in topics for pair in TOPICS[topic])
    numbers = [len(topics), counts.total(), *(counts[verdict] for verdict in VERDICTS)]
    return "| " + " | ".join([name, *(f"{number:,}" for number in numbers)]) + " |"


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _values(pairs: Iterable[Pair], cue: str) -> list[float]:
    return [overlap(pair) if cue == "overlap" else float(len(pair.claim.split())) for pair in pairs]


def test_there_are_enough_pairs_and_topics() -> None:
    assert len(PAIRS) >= PAIRS_AT_LEAST
    assert len(TOPICS) >= TOPICS_AT_LEAST


def test_ids_are_unique_and_name_their_topic() -> None:
    assert [name for name, count in Counter(pair.id for pair in PAIRS).items() if count > 1] == []
    for topic, pairs in TOPICS.items():
        assert all(pair.id.startswith(topic) and pair.study.startswith(topic) for pair in pairs)


@pytest.mark.parametrize("topic", list(TOPICS))
def test_pairs_are_well_formed(topic: str) -> None:
    known = {entry["code"] for entry in tomllib.loads(FINDINGS.read_text(encoding="utf-8"))["finding"]}
    for pair in TOPICS[topic]:
        assert PASSAGES[0] <= len(pair.passages) <= PASSAGES[1], pair.id
        assert len(set(pair.passages)) == len(pair.passages), pair.id
        assert pair.kind in get_args(SourceKind), pair.id
        assert all(text == text.strip() and text for text in (pair.claim, *pair.passages)), pair.id
        assert not pair.code or pair.code in known, pair.id
        if pair.verdict == "not_found":
            assert pair.decides is None, pair.id
            assert pair.code == "SRC-002", pair.id
        else:
            assert pair.decides is not None, pair.id
            assert 0 <= pair.decides < len(pair.passages), pair.id
        assert (pair.verdict == "supported") <= (pair.code == ""), pair.id
        assert (pair.verdict == "overstated") <= (pair.code != ""), pair.id


@pytest.mark.parametrize("topic", list(TOPICS))
def test_every_topic_has_good_claims_and_each_problem(topic: str) -> None:
    counts = Counter(pair.verdict for pair in TOPICS[topic])
    assert 0.40 <= counts["supported"] / len(TOPICS[topic]) <= 0.60
    assert min(counts["contradicted"], counts["overstated"], counts["not_found"]) >= 1


def test_half_of_the_pairs_are_good() -> None:
    assert GOOD_SHARE[0] <= len(GOOD) / len(PAIRS) <= GOOD_SHARE[1]


def test_problem_pairs_do_not_share_more_words_with_the_evidence_than_good_ones() -> None:
    assert mean(_values(PROBLEM, "overlap")) <= mean(_values(GOOD, "overlap"))


@pytest.mark.parametrize("cue", ["overlap", "length"])
def test_no_surface_cue_gives_the_class_away(cue: str) -> None:
    assert AUC_BAND[0] <= auc(_values(GOOD, cue), _values(PROBLEM, cue)) <= AUC_BAND[1]


def test_a_reader_of_the_claim_alone_stays_weak() -> None:
    scores = claim_only_scores()
    assert auc([scores[pair.id] for pair in GOOD], [scores[pair.id] for pair in PROBLEM]) <= CLAIM_ONLY_CEILING


@pytest.mark.parametrize("topic", list(TOPICS))
def test_shared_words_do_not_give_the_class_away_within_a_topic(topic: str) -> None:
    good = [pair for pair in TOPICS[topic] if pair.verdict == "supported"]
    problem = [pair for pair in TOPICS[topic] if pair.verdict != "supported"]
    assert TOPIC_BAND[0] <= auc(_values(good, "overlap"), _values(problem, "overlap")) <= TOPIC_BAND[1]


def test_the_deciding_passage_is_not_always_the_first() -> None:
    decided = [pair for pair in PAIRS if pair.decides is not None]
    assert sum(pair.decides == 0 for pair in decided) / len(decided) <= FIRST_PLACE_CEILING


def _nearest(pair: Pair) -> int:
    shared = [len(words(pair.claim) & words(passage)) for passage in pair.passages]
    return shared.index(max(shared))


def test_the_nearest_passage_by_words_does_not_always_decide() -> None:
    decided = [pair for pair in PAIRS if pair.decides is not None]
    assert sum(_nearest(pair) != pair.decides for pair in decided) / len(decided) >= 0.10


def test_near_duplicate_claims_are_rare() -> None:
    doubles: list[tuple[str, str]] = []
    for pairs in TOPICS.values():
        doubles += [
            (one.id, other.id)
            for one, other in combinations(pairs, 2)
            if _jaccard(words(one.claim), words(other.claim)) >= DOUBLE
        ]
    assert len(doubles) <= DOUBLES_CEILING * len(PAIRS), doubles


def test_no_passage_stands_in_two_studies() -> None:
    homes = defaultdict(set)
    for pair in PAIRS:
        for passage in pair.passages:
            homes[passage].add(pair.study)
    assert [passage for passage, studies in homes.items() if len(studies) > 1] == []


def test_no_opening_of_a_claim_becomes_a_template() -> None:
    openings = Counter(" ".join(pair.claim.lower().split()[:4]) for pair in PAIRS)
    assert [(words_, count) for words_, count in openings.items() if count > 8] == []


def _split() -> Split:
    return msgspec.convert(tomllib.loads((HERE / "split.toml").read_text(encoding="utf-8")), Split)


def test_the_split_takes_every_topic_once() -> None:
    split = _split()
    assert sorted((*split.train, *split.dev, *split.test)) == sorted(TOPICS)
    assert min(len(split.dev), len(split.test)) >= 3


def test_the_data_sheet_gives_the_counts_of_the_data() -> None:
    split = _split()
    parts = {"train": split.train, "dev": split.dev, "test": split.test, "all": tuple(TOPICS)}
    sheet = SHEET.read_text(encoding="utf-8")
    assert [row for row in (count_row(name, topics) for name, topics in parts.items()) if row not in sheet] == []


def test_the_measure_of_a_cue_is_what_it_says() -> None:
    assert auc([2, 3], [0, 1]) == 1.0
    assert auc([1, 1], [1, 1]) == 0.5
    assert words("The pooled trials") == words("trial pooling")


@pytest.mark.parametrize("name", ["fresh", "unseen", "blind", "sealed", "wide"])
def test_the_further_sets_have_the_same_form_and_no_study_of_the_split(name: str) -> None:
    read = _read(name)
    pairs = [pair for topic in read.values() for pair in topic]
    counts = Counter(pair.verdict for pair in pairs)
    topics = "about 140" if name == "wide" else len(read)
    row = [f"`{name}`", topics, len(pairs), *(counts[verdict] for verdict in VERDICTS)]
    assert f"| {' | '.join(map(str, row))} |" in SHEET.read_text(encoding="utf-8")
    assert len({pair.id for pair in pairs}) == len(pairs) > 0
    assert not {pair.study for pair in pairs} & {pair.study for pair in PAIRS}
    assert not {pair.claim for pair in pairs} & {pair.claim for pair in PAIRS}
    for pair in pairs:
        assert (pair.decides is None) == (pair.verdict == "not_found"), pair.id
        assert pair.decides is None or 0 <= pair.decides < len(pair.passages), pair.id
