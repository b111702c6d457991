"""The report for programs: the public format `claim-audit/report@1`, `schema` first.

Indented for people who compare two reports; one of a very long article is written with an entry a line, since
indentation would be most of its bytes.
"""

from typing import Any

import msgspec

from pipeline.formats import Format
from pipeline.records.report import Report

LONG = 2_000_000
"""Bytes without indentation from which a report is written by lines."""


def render(report: Report) -> bytes:
    """The record as JSON in UTF-8 with a line end; decoding it gives an equal record."""
    fields = msgspec.to_builtins(report)
    ordered = {"schema": fields.pop("schema"), **fields}
    flat = msgspec.json.encode(ordered)
    return (msgspec.json.format(flat, indent=2) if len(flat) <= LONG else _by_lines(ordered)) + b"\n"


def _by_lines(fields: dict[str, Any]) -> bytes:
    """One line for each entry of a list (claims, references, findings), one for each other field."""
    lines = []
    for name, value in fields.items():
        entries = [msgspec.json.encode(entry) for entry in value] if isinstance(value, list | tuple) else []
        told = b"[\n" + b",\n".join(entries) + b"\n]" if entries else msgspec.json.encode(value)
        lines.append(msgspec.json.encode(name) + b": " + told)
    return b"{\n" + b",\n".join(lines) + b"\n}"


FORMAT = Format(name="json", suffix=".json", render=render)
