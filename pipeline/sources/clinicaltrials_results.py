"""The results of a registered study: flow, baseline, outcomes with their analyses, adverse events, as cells and fields.

Group ids (OG000, EG001 …) mean nothing to a reader: every cell has its group's title as column head instead. The
groups of adverse events stand under `eventGroups`, those of everything else under `groups`.
"""

from pipeline.sources.fields import Fields
from pipeline.sources.json_tree import Tree, at, records, string, strings

_MAX_EVENTS = 4_000
"""Adverse event terms read of one study; the largest phase 3 programmes list about two thousand."""


def put_results(fields: Fields, results: object) -> None:
    """Append everything that the results section holds; nothing where there is none."""
    _put_flow(fields, at(results, "participantFlowModule"))
    _put_baseline(fields, at(results, "baselineCharacteristicsModule"))
    for measure in records(results, "outcomeMeasuresModule", "outcomeMeasures"):
        _put_outcome(fields, measure)
    _put_events(fields, at(results, "adverseEventsModule"))
    fields.put("Limitations and caveats", string(results, "moreInfoModule", "limitationsAndCaveats", "description"))


def _titles(module: object, key: str = "groups") -> dict[str, str]:
    return {string(group, "id"): string(group, "title") for group in records(module, key)}


def _put_groups(fields: Fields, module: object, name: str, key: str = "groups") -> None:
    for group in records(module, key):
        fields.put(f"{name}, group: {string(group, 'title')}", string(group, "description"))


def _put_flow(fields: Fields, module: object) -> None:
    titles = _titles(module)
    fields.put("Participant flow, before assignment", string(module, "preAssignmentDetails"))
    fields.put("Participant flow, recruitment", string(module, "recruitmentDetails"))
    _put_groups(fields, module, "Participant flow")
    for period in records(module, "periods"):
        name = string(period, "title")
        for milestone in records(period, "milestones"):
            for one in records(milestone, "achievements"):
                row = (name, string(milestone, "type"))
                fields.cell(
                    string(one, "numSubjects"), row, (titles.get(string(one, "groupId"), ""),), "Participant flow"
                )
        for drop in records(period, "dropWithdraws"):
            for one in records(drop, "reasons"):
                row = (name, f"Withdrawn: {string(drop, 'type')}")
                fields.cell(
                    string(one, "numSubjects"), row, (titles.get(string(one, "groupId"), ""),), "Participant flow"
                )


def _put_baseline(fields: Fields, module: object) -> None:
    titles = _titles(module)
    _put_counts(fields, module, titles, "Baseline characteristics")
    for measure in records(module, "measures"):
        caption = f"Baseline: {_measured(measure)}"
        _put_values(fields, measure, titles, caption)


def _measured(measure: object) -> str:
    """A measure's title with its unit and time frame, as the head of its values."""
    unit, frame = string(measure, "unitOfMeasure"), string(measure, "timeFrame")
    return ", ".join(part for part in (string(measure, "title"), unit, frame) if part)


def _put_outcome(fields: Fields, measure: Tree) -> None:
    name = f"{string(measure, 'type').capitalize()} outcome".strip()
    caption = f"{name}: {_measured(measure)}"
    fields.put(f"{name}, result", string(measure, "title"))
    fields.put(f"{name}, description", string(measure, "description"))
    fields.put(f"{name}, population analysed", string(measure, "populationDescription"))
    fields.put(f"{name}, time frame", string(measure, "timeFrame"))
    fields.put(f"{name}, unit", string(measure, "unitOfMeasure"))
    _put_groups(fields, measure, name)
    titles = _titles(measure)
    _put_counts(fields, measure, titles, caption)
    _put_values(fields, measure, titles, caption)
    for analysis in records(measure, "analyses"):
        _put_analysis(fields, analysis, titles, f"{name}: {string(measure, 'title')}")


def _put_counts(fields: Fields, module: object, titles: dict[str, str], caption: str) -> None:
    for denominator in records(module, "denoms"):
        for one in records(denominator, "counts"):
            row = (f"{string(denominator, 'units')} analysed",)
            fields.cell(string(one, "value"), row, (titles.get(string(one, "groupId"), ""),), caption)


def _put_values(fields: Fields, measure: object, titles: dict[str, str], caption: str) -> None:
    parameter = string(measure, "paramType").replace("_", " ").capitalize()
    measured = ", ".join(part for part in (string(measure, "title"), string(measure, "unitOfMeasure")) if part)
    spread = string(measure, "dispersionType").replace("_", " ").capitalize()
    for group in records(measure, "classes"):
        for category in records(group, "categories"):
            row = tuple(part for part in (measured, string(group, "title"), string(category, "title")) if part)
            for one in records(category, "measurements"):
                column = (titles.get(string(one, "groupId"), ""),)
                fields.cell(string(one, "value"), (*row, parameter), column, caption)
                fields.cell(string(one, "spread"), (*row, spread), column, caption)
                fields.cell(string(one, "lowerLimit"), (*row, spread, "lower limit"), column, caption)
                fields.cell(string(one, "upperLimit"), (*row, spread, "upper limit"), column, caption)


def _put_analysis(fields: Fields, analysis: Tree, titles: dict[str, str], outcome: str) -> None:
    groups = " against ".join(titles.get(group, group) for group in strings(analysis, "groupIds"))
    name = f"{outcome} ({groups})" if groups else outcome
    fields.put(f"{name}, p-value", string(analysis, "pValue"))
    fields.put(f"{name}, p-value, comment", string(analysis, "pValueComment"))
    fields.put(f"{name}, method", string(analysis, "statisticalMethod"))
    parameter = string(analysis, "paramType") or "estimate"
    fields.put(f"{name}, {parameter}", string(analysis, "paramValue"))
    level = string(analysis, "ciPctValue")
    interval = f"{level}% confidence interval" if level else "confidence interval"
    fields.put(f"{name}, {interval}, lower limit", string(analysis, "ciLowerLimit"))
    fields.put(f"{name}, {interval}, upper limit", string(analysis, "ciUpperLimit"))
    fields.put(f"{name}, comment", string(analysis, "estimateComment"))


_AFFECTED = (
    ("deathsNumAffected", "Deaths", "affected"),
    ("deathsNumAtRisk", "Deaths", "at risk"),
    ("seriousNumAffected", "Serious adverse events", "affected"),
    ("seriousNumAtRisk", "Serious adverse events", "at risk"),
    ("otherNumAffected", "Other adverse events", "affected"),
    ("otherNumAtRisk", "Other adverse events", "at risk"),
)


def _put_events(fields: Fields, module: object) -> None:
    titles = _titles(module, "eventGroups")
    fields.put("Adverse events, time frame", string(module, "timeFrame"))
    fields.put("Adverse events, description", string(module, "description"))
    fields.put("Adverse events, frequency threshold (%)", string(module, "frequencyThreshold"))
    _put_groups(fields, module, "Adverse events", "eventGroups")
    for group in records(module, "eventGroups"):
        for key, row, head in _AFFECTED:
            fields.cell(string(group, key), (row, head), (string(group, "title"),), "Adverse events")
    for key, name in (("seriousEvents", "Serious adverse events"), ("otherEvents", "Other adverse events")):
        for event in records(module, key)[:_MAX_EVENTS]:
            term = string(event, "term")
            for one in records(event, "stats"):
                column = (titles.get(string(one, "groupId"), ""),)
                # How many were at risk is said once a group, above; thousands of repeats would be searched in vain.
                affected = string(one, "numAffected")
                head = "affected" if affected else "events"
                heads = (string(event, "organSystem"), term, head)
                fields.cell(affected or string(one, "numEvents"), heads, column, name)


__all__ = ["put_results"]
