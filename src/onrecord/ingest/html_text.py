"""The text of a tree, either a page's or trafilatura's: blocks become paragraphs with one blank line between.

Blanks run together as in a browser; every other character stays as it is.
"""

from __future__ import annotations

import re

from lxml import etree

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre"),
        *("search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption"),
    )
) | frozenset(("head", "item", "list", "quote", "row"))  # the last are trafilatura's
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def text_of(tree: etree._Element) -> str:
    """All text below `tree`, whose own tail is left out. Walks without recursion, however deep the tree."""
    paragraphs: list[str] = []
    lines: list[list[str]] = [[]]

    def close_paragraph() -> None:
        nonlocal lines
        paragraph = "\n".join(_BLANKS.sub(" ", "".join(line)).strip(" ") for line in lines).strip("\n ")
        if paragraph:
            paragraphs.append(paragraph)
        lines = [[]]

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            if element.tag in _BLOCKS:
                close_paragraph()
            elif element.tag in _BREAKS:
                lines.append([])
            lines[-1].append(element.text or "")
        else:
            if element.tag in _BLOCKS:
                close_paragraph()
            elif element.tag in _CELLS:
                lines[-1].append(" ")
            if element is not tree:
                lines[-1].append(element.tail or "")
    close_paragraph()
    return "\n\n".join(paragraphs)
