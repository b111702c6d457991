"""The report for programs: the public format `claim-audit/report@1`, indented, `schema` first."""

import msgspec

from pipeline.formats import Format
from pipeline.records.report import Report


def render(report: Report) -> bytes:
    """The record as JSON in UTF-8 with a line end; decoding it gives an equal record."""
    fields = msgspec.to_builtins(report)
    ordered = {"schema": fields.pop("schema"), **fields}
    return msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n"


FORMAT = Format(name="json", suffix=".json", render=render)
