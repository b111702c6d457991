"""Reads the few fields of a Markdown file's front matter that an audit needs: title, standfirst, date, language."""

import re
import tomllib

from msgspec import Struct

_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*\n")
_FIELD = re.compile(r"([A-Za-z_][\w.-]{0,40})\s*:\s*(.*)$")
_TITLE = ("title", "headline")
_STANDFIRST = ("standfirst", "dek", "deck", "subtitle", "excerpt", "summary", "custom_excerpt", "description")
_DATE = ("date", "published", "published_at", "pubdate", "publishdate", "publish_date", "datepublished")
_LANG = ("lang", "language", "locale")


class Field(Struct, frozen=True):
    """A value with the line of the file on which it begins."""

    value: str = ""
    line: int = 1


class FrontMatter(Struct, frozen=True):
    """What the front matter says; `lines` is how many lines it takes, fences included."""

    title: Field = Field()
    standfirst: Field = Field()
    date: str | None = None
    lang: str = ""
    lines: int = 0


def read_front_matter(text: str) -> FrontMatter:
    """The front matter at the head of `text`: YAML's plain, quoted and folded scalars, or TOML between `+++`."""
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter()
    fence = opening.group().strip()
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*$|^\.\.\.[ \t]*$", re.MULTILINE).search(text, opening.end())
    if closing is None or closing.start() > 100_000:
        return FrontMatter()
    inside = text[opening.end() : closing.start()]
    fields = _toml(inside) if fence == "+++" else _yaml(inside)
    day = re.match(r"\d{4}-\d{2}-\d{2}", _first(fields, _DATE).value)
    return FrontMatter(
        title=_first(fields, _TITLE),
        standfirst=_first(fields, _STANDFIRST),
        date=day.group() if day else None,
        lang=_first(fields, _LANG).value,
        lines=text.count("\n", 0, closing.start()) + 1,
    )


def _first(fields: dict[str, Field], names: tuple[str, ...]) -> Field:
    return next((fields[name] for name in names if name in fields and fields[name].value), Field())


def _toml(inside: str) -> dict[str, Field]:
    try:
        raw = tomllib.loads(inside)
    except tomllib.TOMLDecodeError:
        return {}
    return {key.lower(): Field(str(value)) for key, value in raw.items() if not isinstance(value, dict | list)}


def _yaml(inside: str) -> dict[str, Field]:
    """Top-level scalars; nested maps and lists are passed over."""
    fields: dict[str, Field] = {}
    lines = inside.split("\n")
    for at, line in enumerate(lines):
        match = _FIELD.match(line)
        if match is None:
            continue
        value, number = match[2].strip(), at + 2
        if value in ("|", ">", "|-", ">-", "|+", ">+", ""):
            block = []
            for below in lines[at + 1 :]:
                if below.strip() and not below.startswith((" ", "\t")):
                    break
                block.append(below.strip())
            value, number = " ".join(block).strip(), at + 3
            if value.startswith("- "):
                continue
        fields.setdefault(match[1].lower(), Field(_unquoted(value), number))
    return fields


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return re.sub(r"\s+#.*$", "", value)
