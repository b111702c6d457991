"""Parses XML and fragments of markup safely: no network, no outer files, no entity expansion, bounded depth.

libxml2 without `huge_tree` refuses nesting past 256 levels and text nodes past 10 MB; entities are never resolved,
so neither a file of this machine nor a billion laughs comes in. Namespaces are dropped: services mix prefixed and
bare JATS, and names do not clash.
"""

import re
from html import unescape

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.sources.classify import Ending
from pipeline.sources.decoding import decode

__all__ = ["Element", "children", "fragment", "parse", "tag"]

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]{0,200}\?>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_CHARSET = re.compile(r"(?i)charset=\"?([\w.-]{1,40})")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")


def parse(body: bytes, content_type: str = "") -> Element | Ending:
    """The root of an XML document, or why there is none (cut off, not well formed, too deep).

    Bytes that are not in the encoding they claim are read in the one they are in; a document cut off on its way is
    never half read.
    """
    declared = _DECLARED.match(body[:400].removeprefix(b"\xef\xbb\xbf"))
    charset = _CHARSET.search(content_type)
    name = declared[1].decode("ascii") if declared else charset[1] if charset else None
    try:
        return _root(decode(body, name)[0])
    except etree.XMLSyntaxError as error:
        why = str(error.msg)
    except ValueError as error:
        why = str(error)
    return Ending("unreadable", f"The record is not whole XML ({why[:120]}).")


def _root(text: str) -> Element:
    # HTML's named characters (&alpha;, &minus;) are defined in the DTDs that we do not load: they are put in here.
    text = _NAMED.sub(_character, _DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    for element in root.iter(tag=etree.Element):
        name = element.tag
        if isinstance(name, str) and "}" in name:
            element.tag = name.rpartition("}")[2]
    return root


def _character(match: re.Match[str]) -> str:
    found = unescape(match[0])
    return match[0] if found == match[0] or found in "<&>" else found


def fragment(markup: str) -> Element | None:
    """A piece of JATS or HTML inside a JSON field as a tree (root `body`); None where it is no markup at all.

    Well-formed XML first, because an HTML parser does not know `jats:sec`; else as HTML, which forgives.
    """
    if "<" not in markup:
        return None
    plain = re.sub(r"<(/?)(?:jats|mml|ns\d+):", r"<\1", markup)
    try:
        return _root(f"<body>{plain}</body>")
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        page = etree.fromstring(f"<body>{plain}</body>", etree.HTMLParser(no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return page.find("body") if page is not None else None


def tag(element: Element) -> str:
    """The local name of an element; empty for entity references and other nodes without one."""
    return element.tag if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """The direct children of one of these names, in order."""
    return [child for child in element if tag(child) in names]
