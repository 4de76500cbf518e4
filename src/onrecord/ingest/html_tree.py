"""A page's tree, free of what no reader sees. Pages built to exhaust a parser are refused before a tree is built."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.errors import EmptyInput, TooLargeInput, UnreadableInput

MAX_DEPTH = 500
"""Elements inside one another; of 450 pages at hand the deepest has 25. Beyond 2,048 libxml2 cuts the page off."""

MAX_ATTRIBUTES = 500
"""Attributes of one element; the most met is 14. libxml2's time grows with their square: 100,000 take 18 s."""

MAX_ELEMENTS = 200_000
"""Elements of one page; of 450 pages at hand the largest, a reference manual of many MB, has 182,081."""

_CHUNK = 1 << 16
_NEVER_SEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "head", "iframe", "object", "embed", "applet", "svg"),
        *("canvas", "audio", "video", "input", "select", "textarea", "button", "datalist"),
        *("noframes", "frameset"),
    )
)
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")  # what trafilatura's tree cannot hold
_HIDING_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)


class PageSize(NamedTuple):
    n_elements: int
    depth: int


class _Gauge:
    """Parser target that builds nothing: it counts, and stops the parser past a limit."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.n_elements = 0
        self.depth = 0
        self.deepest = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.n_elements += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if self.depth > MAX_DEPTH:
            raise self._refusal(f"nests elements more than {MAX_DEPTH} deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise self._refusal(f"has an element with more than {MAX_ATTRIBUTES} attributes")
        if self.n_elements > MAX_ELEMENTS:
            raise TooLargeInput(
                f"has more than {MAX_ELEMENTS:,} elements", item=self.item, remedy="Split it into its single reports"
            )

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> PageSize:
        return PageSize(self.n_elements, self.deepest)

    def _refusal(self, problem: str) -> UnreadableInput:
        return UnreadableInput(problem, item=self.item, remedy="Save the report's text alone and give that")


def parse_page(page: str, item: str) -> tuple[HtmlElement, PageSize]:
    """The tree of a page, and its size.

    Raises EmptyInput for a page without any, UnreadableInput or TooLargeInput past the limits above.
    """
    sound = _NOT_XML.sub("", page.replace("\f", " ").replace("\v", " "))
    raw = sound.encode("utf-8")  # as a string, lxml refuses pages that declare an encoding
    gauge = etree.HTMLParser(target=_Gauge(item), encoding="utf-8", huge_tree=True, no_network=True)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        for start in range(0, len(raw), _CHUNK):  # in one piece, a refusal would wait for the end of the input
            gauge.feed(raw[start : start + _CHUNK])
        size: PageSize = gauge.close()
        tree = document_fromstring(raw, parser=parser)
    except etree.LxmlError:
        raise EmptyInput("is a page without content", item=item, remedy="Give the page of a report") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # libxml2 recovers by dropping the rest of the page without a word.
        raise UnreadableInput("is past the parser's limits", item=item, remedy="Save the report's text alone")
    return tree, size


def drop_unseen(tree: HtmlElement) -> None:
    """Empty in place what a browser does not show; the text around it stays."""
    for element in list(tree.iter("*")):
        if element.getparent() is not None and _is_unseen(element):
            # Emptied rather than removed: with a removal lxml rewrites the text around it, and refuses "&#1;" there.
            element.clear(keep_tail=True)
            element.tag = "span"


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _NEVER_SEEN:
        return True
    if element.tag == "body":  # many pages hide their body until a script has run
        return False
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or (element.tag == "dialog" and "open" not in element.attrib)
        or _HIDING_STYLE.search(element.get("style", "")) is not None
    )
