"""A report in which every text tries to be something else than text."""

from typing import Any

import msgspec

from pipeline.records.citation import Identifiers
from pipeline.records.report import DecisionEntry, Report, RequestEntry
from tests.page.build_report import report

ATTACK = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\u202egnihton\u202c\u200b{{7*7}}\"' onclick='window.hacked=1"
SCHEMES = (
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "//evil.example/x",
    "file:///etc/passwd",
)


def hostile() -> Report:
    """The built report with the attack in front of every free text, and bad addresses in every link."""
    made = report()
    article = msgspec.structs.replace(
        made.article,
        title=ATTACK,
        text=ATTACK + made.article.text[len(ATTACK) :],
        path=f"articles/{ATTACK}.txt",
        warnings=(ATTACK,),
    )
    claims = tuple(
        msgspec.structs.replace(
            claim,
            evidence=tuple(_attacked(each, quote=ATTACK, section=ATTACK, url=SCHEMES[0]) for each in claim.evidence),
            section=ATTACK,
        )
        for claim in made.claims
    )
    findings = tuple(
        msgspec.structs.replace(
            finding,
            title=f"{number} {ATTACK}",
            why=ATTACK,
            ok_if=ATTACK,
            suggestion=ATTACK,
            said="\x00none",
            source_says=ATTACK,
            aspects=tuple(_attacked(each, name=ATTACK, article=ATTACK, source=ATTACK) for each in finding.aspects),
            decided=DecisionEntry(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK) if finding.decision else msgspec.UNSET,
        )
        for number, finding in enumerate(made.findings)
    )
    references = tuple(
        msgspec.structs.replace(
            reference,
            raw=ATTACK,
            title=ATTACK,
            authors=(ATTACK,),
            detail=ATTACK,
            url=SCHEMES[number % len(SCHEMES)],
            identifiers=Identifiers(url=SCHEMES[number % len(SCHEMES)]),
        )
        for number, reference in enumerate(made.references)
    )
    return msgspec.structs.replace(
        made,
        article=article,
        claims=claims,
        findings=findings,
        references=references,
        requests=tuple(RequestEntry(url, ATTACK, note=ATTACK, label=ATTACK) for url in SCHEMES),
        repeat=ATTACK,
    )


def _attacked(record: Any, **texts: str) -> Any:
    return msgspec.structs.replace(record, **texts)
