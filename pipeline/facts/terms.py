"""Compares named attributes: phase, masking, comparator, design, population, harms, significance, direction."""

from pipeline.facts import slots
from pipeline.facts.effects import OPPOSITE, meant, turned
from pipeline.facts.nouns import family
from pipeline.records.fact import Comparison, Fact

NONE = Comparison("not_comparable", "none")
BOTH_SIDES = frozenset({"double", "triple", "quadruple"})
""""Double-blind" is said of triple and quadruple masking too (CONSORT 2010 item 11a); "single-blind" of neither."""
DESIGN = {
    "meta-analysis": 9, "systematic review": 8, "randomised trial": 7, "crossover": 7, "cohort": 5, "case-control": 4,
    "observational": 4, "cross-sectional": 3, "single-arm": 3, "pilot": 3, "case series": 2, "narrative review": 1,
    "trial": 6, "review": 1,
}  # fmt: skip
"""The ladder of designs, strongest first (after the Oxford levels of evidence, OCEBM 2011)."""
OBSERVATIONAL = frozenset({"cohort", "case-control", "cross-sectional", "observational"})
WORDY = 0.2
NEARLY = 0.35
"""Least affinity for two directions to be of one thing."""
TRIVIAL = "both of people"
"""An agreement that says nothing: that a source about patients is about patients."""


def compare_terms(claim: Fact, source: Fact) -> Comparison:
    """How two attributes stand to each other; those of different roles are not comparable."""
    if claim.role == "significance" and (
        source.role in {"p_value", "confidence_interval"} or source.role == "significance"
    ):
        return _significance(claim, source)
    if {claim.role, source.role} == {"harms", "events"}:
        return _events(claim, source)
    if claim.role == "direction" and source.role == "significance":
        return _direction(claim, source)
    if claim.role != source.role or set(source.qualifiers) & {"other study", "planned"} - set(claim.qualifiers):
        return NONE
    reader = {
        "phase": _phase, "masking": _masking, "allocation": _allocation, "comparator": _comparator, "design": _design,
        "population": _population, "age_group": _group, "sex": _group, "centres": _plain, "menopause": _plain,
        "part": _plain, "disease_type": _plain, "harms": _harms, "direction": _direction,
    }.get(claim.role)  # fmt: skip
    return reader(claim, source) if reader else NONE


def _phase(claim: Fact, source: Fact) -> Comparison:
    ours, theirs = claim.term, source.term
    if ours == theirs:
        return Comparison("same", "none")
    digits = {part[0] for part in ours.split("/")}
    others = {part[0] for part in theirs.split("/")}
    if digits & others:
        return Comparison("compatible", "phase", f"phase {ours} and phase {theirs}")
    return Comparison("different", "phase", f"phase {ours}, not {theirs}")


def _masking(claim: Fact, source: Fact) -> Comparison:
    if claim.negated or source.negated:
        return NONE
    ours, theirs = claim.term, source.term
    if ours == theirs:
        return Comparison("same", "none")
    if "open" in {ours, theirs}:
        return Comparison("different", "masking", f"{ours}, not {theirs}")
    if {ours, theirs} <= BOTH_SIDES or "blinded" in {ours, theirs}:
        return Comparison("compatible", "masking")
    return Comparison("different", "masking", f"{ours}, not {theirs}")


def _allocation(claim: Fact, source: Fact) -> Comparison:
    ours = claim.term if not claim.negated else "non-randomised"
    theirs = source.term if not source.negated else "non-randomised"
    if ours == theirs:
        return Comparison("same", "none")
    return Comparison("different", "allocation", f"{ours}, not {theirs}")


INERT = frozenset({"placebo", "sham"})


def _comparator(claim: Fact, source: Fact) -> Comparison:
    if claim.negated:
        return NONE
    ours, theirs = claim.term, source.term
    if ours == theirs:
        return Comparison("different", "comparator", f"no {ours}") if source.negated else Comparison("same", "none")
    if source.negated:
        return NONE
    if ours == "controls":
        return (
            Comparison("different", "comparator", "no controls")
            if theirs == "none"
            else Comparison("compatible", "comparator")
        )
    if theirs == "controls":
        return NONE
    if {ours, theirs} <= INERT or {ours, theirs} <= {"active", "low dose"}:
        return Comparison("compatible", "comparator")
    if "placebo" in source.text.lower() and ours == "placebo":
        return Comparison("compatible", "comparator", "an active placebo")
    return Comparison("different", "comparator", f"{ours}, not {theirs}")


def _design(claim: Fact, source: Fact) -> Comparison:
    if claim.negated or source.negated:
        return NONE
    ours, theirs = claim.term, source.term
    if ours == theirs:
        return Comparison("same", "none")
    if source.term == "review" or (ours == "trial" and theirs in {"single-arm", "pilot", "crossover", "review"}):
        return NONE
    if "observational" in {ours, theirs} and {ours, theirs} <= OBSERVATIONAL:
        return Comparison("same", "none")
    if (
        DESIGN[ours] == DESIGN[theirs]
        or {ours, theirs} & {"pilot", "crossover"}
        or {ours, theirs} == {"meta-analysis", "systematic review"}
    ):
        return Comparison("compatible", "design")
    if DESIGN[ours] > DESIGN[theirs]:
        return Comparison("different", "design", f"{ours}, not {theirs}")
    return Comparison("weaker", "design", f"{theirs} told as {ours}")


_KIN = ({"patients", "humans"}, {"healthy", "humans"})


def _population(claim: Fact, source: Fact) -> Comparison:
    ours, theirs = claim.term, source.term
    if {ours, theirs} <= {"patients", "humans"}:
        return Comparison("same", "none", TRIVIAL)
    if ours == theirs:
        return Comparison("same", "none")
    if any({ours, theirs} <= kin for kin in _KIN):
        return Comparison("compatible", "population")
    if theirs in {"animals", "cells"} or ours in {"animals", "cells"} or theirs == "healthy":
        return Comparison("different", "population", f"{ours}, not {theirs}")
    return NONE


def _plain(claim: Fact, source: Fact) -> Comparison:
    """Two words of which a study is the one or the other: at one centre or at many, before or after the menopause."""
    if claim.term == source.term:
        return Comparison("same", "none", TRIVIAL if claim.role == "disease_type" else "")
    return Comparison("different", claim.role, f"{claim.term}, not {source.term}")


def _group(claim: Fact, source: Fact) -> Comparison:
    if claim.term == source.term:
        return Comparison("same", "none")
    return (
        Comparison("different", "population", f"{claim.term}, not {source.term}")
        if slots.affinity(claim, source) >= WORDY
        else NONE
    )


def _harms(claim: Fact, source: Fact) -> Comparison:
    if claim.term != source.term:
        return NONE
    ours, theirs = set(claim.qualifiers) - {"reported"}, set(source.qualifiers) - {"reported"}
    related = {"drug-related", "treatment-related", "related"}
    if ours & related and theirs & related:
        ours, theirs = ours - related, theirs - related
    if ours == theirs:
        return Comparison("same", "none")
    if theirs - ours:
        return Comparison("stronger", "qualifiers", f"the source says only {', '.join(sorted(theirs - ours))}")
    return Comparison("weaker", "qualifiers")


P_LEVEL = 0.05
"""The usual level (Fisher 1925); sources that set another name it, and then say "significant" themselves."""


def significance_of(source: Fact) -> bool | None:
    """What a test found: True, False, or None where the fact does not tell."""
    value = source.value
    if source.role == "significance":
        return source.term == "significant"
    if value is None:
        return None
    if source.role == "p_value":
        if value.kind in {"less_than", "at_most"}:
            return True if (value.high or 1) <= P_LEVEL else None
        if value.kind in {"more_than", "at_least"}:
            return False if (value.low or 0) >= P_LEVEL else None
        return value.low is not None and value.low < P_LEVEL
    if value.low is None or value.high is None:
        return None
    null = 1.0 if "ratio" in source.qualifiers or (value.low > 0 and value.high > 0 and "ratio" in source.term) else 0.0
    return not value.low <= null <= value.high


def _significance(claim: Fact, source: Fact) -> Comparison:
    ours = claim.term == "significant"
    theirs = significance_of(source)
    if theirs is None or slots.affinity(claim, source) < WORDY:
        return NONE
    if ours == theirs:
        return Comparison("same", "none")
    return Comparison("different", "significance", "significant" if theirs else "not significant")


def _direction(claim: Fact, source: Fact) -> Comparison:
    near = slots.affinity(claim, source)
    if source.role == "significance":
        return _no_difference(claim, source, near)
    shared = set(claim.near).intersection(source.near)
    turn = turned(claim, source)
    if near < NEARLY and not (turn or (shared and source.term == "not worse" and claim.term == "better")):
        return NONE
    ours, theirs = claim.term, source.term
    if ours != theirs and (ours in OPPOSITE) and (theirs in OPPOSITE):
        ours, theirs = meant(claim, shared), meant(source, shared)
    theirs = OPPOSITE.get(theirs, theirs) if turn else theirs
    if theirs == "not worse" and ours == "better":
        return Comparison("stronger", "direction", "the source says only that it is not worse")
    if "unchanged" in {ours, theirs} and ours != theirs and {ours, theirs} & set(OPPOSITE):
        same = claim.negated if theirs == "unchanged" else source.negated
        return Comparison("same", "none") if same else Comparison("different", "direction", f"{ours}, not {theirs}")
    if ours == theirs:
        if claim.negated == source.negated:
            return Comparison("same", "none")
        return Comparison("different", "polarity", "denied on one side")
    if OPPOSITE.get(ours) == theirs and not claim.negated and not source.negated:
        return Comparison("different", "direction", f"{ours}, not {theirs}")
    return NONE


def _no_difference(claim: Fact, source: Fact, near: float) -> Comparison:
    """A direction beside "did not differ"."""
    if source.term != "no difference" or claim.term not in OPPOSITE or near < NEARLY:
        return NONE
    if claim.negated:
        return Comparison("same", "none")
    return Comparison("different", "direction", "the source found no difference")


def _events(claim: Fact, source: Fact) -> Comparison:
    """A denial of harms beside a count of them, from either side."""
    denial, count = (claim, source) if claim.role == "harms" else (source, claim)
    if count.value is None or count.value.low is None or family(count.noun) != "events":
        return NONE
    words = {count.noun, *count.qualifiers}
    named = set(denial.term.split()) | ({"serious"} & set(denial.qualifiers))
    if not named <= words or set(denial.qualifiers) - named - {"reported"}:
        return NONE
    if count.value.low == 0.0:
        return Comparison("same", "none")
    return Comparison("different", "polarity", "none on one side")
