"""Format: HTML. The main text comes from trafilatura, or where that finds nothing from a walk over the whole page.

Paragraphs are separated by one blank line. Nothing that a browser hides, no script, style or comment becomes text;
nothing is fetched, no entity or document outside the page is followed. Pages built to exhaust a parser are refused.
"""

from __future__ import annotations

import logging
import re
import threading
from typing import TYPE_CHECKING

from onrecord.ingest.binary import refuse_control_codes
from onrecord.ingest.document import Document
from onrecord.ingest.encoding import decode_markup
from onrecord.ingest.furniture import read_furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIRST = (
    "html|head|body|title|meta|link|base|script|style|article|main|section|header|nav|aside|div|p|h[1-6]|table|ul|ol|dl"
    "|blockquote|pre|figure|center|iframe|noscript"
)
_OPENS_AS_PAGE = re.compile(
    rf"\s*+(?:<\?xml[^>]*+>)?(?>\s*+<!--.*?-->)*+\s*+<(?:!doctype\s+html|(?:{_FIRST})(?=[\s/>]))", re.I | re.DOTALL
)
_ANY_TAG = re.compile(r"<(?:!--|!doctype\b|/?[a-z][a-z0-9]*(?=[\s/>]))", re.IGNORECASE)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")

_MAX_MAIN_TEXT_ELEMENTS = 20_000
_MAX_MAIN_TEXT_DEPTH = 100
"""Beyond, trafilatura takes too long (100,000 paragraphs: 13 s), and the text is that of the whole page."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else its warnings go to standard error

# trafilatura crashed the interpreter when several threads were in it at once.
_one_at_a_time = threading.Lock()


def looks_like_html(opening: str, name: str) -> bool:
    """Whether it opens as a page does, or is named as one and has a tag. Text that merely mentions a tag is no page."""
    return bool(_OPENS_AS_PAGE.match(opening) or (name.lower().endswith(_PAGE_NAMES) and _ANY_TAG.search(opening)))


def read_html(raw: bytes, item: str) -> Document:
    from onrecord.ingest.html_facts import read_facts
    from onrecord.ingest.html_text import text_of
    from onrecord.ingest.html_tree import drop_unseen, parse_page

    page = decode_markup(raw, item)
    refuse_control_codes(page, item)
    with _one_at_a_time:
        tree, size = parse_page(page, item)
        facts, url = read_facts(tree)
        drop_unseen(tree)
        fits = size.n_elements <= _MAX_MAIN_TEXT_ELEMENTS and size.depth <= _MAX_MAIN_TEXT_DEPTH
        main = _main_part(tree) if fits else None
        whole, main_text = text_of(tree), "" if main is None else text_of(main)
    # Where nothing was left out, the page's own text is the better one: trafilatura flattens the breaks of short pages.
    text = main_text if main_text and main_text.split() != whole.split() else whole
    return Document(text, facts.or_else(read_furniture(text)), url)


def _main_part(tree: HtmlElement) -> HtmlElement | None:
    """trafilatura's pick of the page as a tree. Its string form is not used: it unescapes a second time."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # what hostile markup sets off in it is of many kinds; the walk over the page still reads it
        return None
    return getattr(found, "body", None)
