"""XML and pieces of HTML from strangers: parsed without entities, network or external files; HTML to plain lines."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from hadba.errors import InputError

_BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "hr"})
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object"})
_NEVER = re.compile(rb"<!ENTITY", re.IGNORECASE)


def xml_root(raw: bytes, *, forgiving: bool = False) -> Any:
    """The root of an XML document (an lxml element, which has no types); ``InputError`` where it is none, or declares
    entities of its own, which no feed or document needs and attacks do."""
    if _NEVER.search(raw):
        raise InputError("It declares entities of its own, which is how such files attack; it was not read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=forgiving, remove_comments=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"It is no XML that can be read ({error}); save it again.") from error
    if root is None:
        raise InputError("It is no XML that can be read; save it again.")
    return root


def plain_text(fragment: str) -> str:
    """The words of a piece of HTML, a line a block."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    try:
        tree = html.fragment_fromstring(fragment.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError("Its HTML cannot be read; save it as text.") from error
    lines = "".join(_words(tree)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _words(tree: Any) -> list[str]:
    """Without recursion: nesting is the stranger's choice."""
    found: list[str] = []
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        broken = tag in _BREAKS
        if broken:
            found.append("\n")
        after: list[Any] = ["\n"] if broken else []
        inside: list[Any] = []
        if tag and tag not in _SILENT:
            if node.text:
                inside.append(re.sub(r"\s+", " ", node.text))
            for child in node:
                inside.append(child)
                if child.tail:
                    inside.append(re.sub(r"\s+", " ", child.tail))
        waiting.extend(reversed(inside + after))
    return found
