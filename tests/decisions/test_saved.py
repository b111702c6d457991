"""The file that a report saves: what the published schema refuses is refused, what it takes is taken."""

import copy
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from pipeline.decisions.record import DAYS, REASONS, SHORTEST_NOTE
from pipeline.decisions.saved import parse, plain_slug
from pipeline.errors import ConfigError
from pipeline.page.render import EXPIRY_MUST, EXPIRY_OTHER, NOTE

SCHEMA = json.loads(files("pipeline.page").joinpath("decisions.schema.json").read_text(encoding="utf-8"))
KEEP = {
    "id": "ab",
    "code": "NUM-001",
    "as": "keep",
    "on": "2026-11-20",
    "reason": "attributed",
    "note": "",
    "by": "desk",
    "until": "2026-12-01",
}
FIX = {"id": "cd", "code": "NUM-002", "as": "will_fix", "on": "2026-11-20"}
GOOD: dict[str, Any] = {
    "schema": "claim-audit/decisions@1",
    "article": {"slug": "bread", "path": "bread.txt", "sha256": "0" * 64},
    "decisions": [KEEP, FIX],
}
GONE = object()


def changed(*path: Any, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(GOOD)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return made


VARIANTS = [
    GOOD,
    changed("decisions", value=[]),
    changed("schema", value="claim-audit/decisions@2"),
    changed("schema", value=GONE),
    changed("more", value=1),
    changed("article", "slug", value=""),
    changed("article", "sha256", value="0" * 63),
    changed("article", "sha256", value="G" * 64),
    changed("article", "more", value=1),
    changed("article", "path", value=GONE),
    changed("decisions", value={}),
    changed("decisions", 0, "as", value="wontfix"),
    changed("decisions", 0, "on", value="20 Nov"),
    changed("decisions", 0, "on", value="2026-11-20T00:00"),
    changed("decisions", 0, "until", value="never"),
    changed("decisions", 0, "reason", value="because"),
    changed("decisions", 0, "reason", value="tool-misread-source"),
    changed("decisions", 0, "as", value="not_a_problem"),
    changed("decisions", 0, "by", value=""),
    changed("decisions", 0, "id", value=""),
    changed("decisions", 0, "more", value="x"),
    changed("decisions", 1, "reason", value="anything"),
    changed("decisions", 1, "as", value="keep"),
    changed("decisions", 1, "id", value=3),
    *[changed("decisions", 0, key, value=GONE) for key in KEEP],
    *[changed("decisions", 1, key, value=GONE) for key in FIX],
]


@pytest.mark.parametrize("variant", VARIANTS, ids=range(len(VARIANTS)))
def test_the_reader_and_the_published_schema_agree(variant: dict[str, Any]) -> None:
    fits = jsonschema.Draft202012Validator(SCHEMA).is_valid(variant)
    raw = json.dumps(variant).encode()
    if fits:
        assert len(parse(raw, "saved.json").decisions) == len(variant["decisions"])
    else:
        with pytest.raises(ConfigError, match=r"^saved\.json"):
            parse(raw, "saved.json")


def test_both_kinds_of_answer_are_among_the_variants() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert {validator.is_valid(one) for one in VARIANTS} == {True, False}


def test_the_page_and_the_program_ask_for_the_same() -> None:
    assert (DAYS["must"], DAYS["should"], SHORTEST_NOTE) == (EXPIRY_MUST, EXPIRY_OTHER, NOTE)
    rules = SCHEMA["$defs"]["decision"]["allOf"][1:]
    listed = {
        rule["if"]["properties"]["as"]["const"]: tuple(rule["then"]["properties"]["reason"]["enum"]) for rule in rules
    }
    assert listed == REASONS


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b"null", b"[" * 100_000])
def test_noise_is_one_line(raw: bytes) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(raw, "saved.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("slug", "plain"), [("bread", True), ("../x", False), ("..", False), ("a\\b", False), ("/a", False)]
)
def test_a_slug_never_leads_out_of_the_folder(slug: str, plain: bool) -> None:  # noqa: FBT001  # a row of the table
    assert plain_slug(slug) is plain


def test_a_mark_of_the_byte_order_is_no_error() -> None:
    assert parse(json.dumps(GOOD).encode("utf-8-sig"), "x") == parse(json.dumps(GOOD).encode(), "x")
