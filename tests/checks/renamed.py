"""Gives the claims of a built article the kinds and citations that a real walk would give them."""

from msgspec.structs import replace

from pipeline.checks import Audited
from pipeline.claims.kinds import nature


def with_kinds(audited: Audited) -> Audited:
    """The same article, each claim named by kind."""
    claims = tuple(
        replace(each, kinds=nature(each.text, each.facts).kinds, checkable=nature(each.text, each.facts).checkable)
        for each in audited.sheet.claims
    )
    by_id = {each.id: each for each in claims}
    judged = tuple(replace(each, claim=by_id[each.claim.id]) for each in audited.judged)
    return replace(audited, sheet=replace(audited.sheet, claims=claims), judged=judged)
