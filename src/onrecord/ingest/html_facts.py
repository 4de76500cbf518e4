"""What a page declares about itself: title, outlet, byline, day of publication, address.

Read from its meta tags, JSON-LD and links, each in a fixed order of trust. Nothing is inferred from the layout or the
host name, and nothing depends on the day of reading.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from onrecord.ingest.dates import full_date
from onrecord.ingest.furniture import Furniture

# Keys of meta tags (their property, name or itemprop), of JSON-LD ("ld:…") and of elements, the most trusted first.
_TITLE = (
    *("og:title", "ld:headline", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    *("twitter:title", "h1", "title"),
)
_OUTLET = (
    *("og:site_name", "ld:publisher", "publisher", "dc.publisher", "dcterms.publisher", "article:publisher"),
    *("application-name",),
)
_BYLINE = (
    *("ld:author", "author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author"),
    "sailthru.author",
)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "ld:datePublished", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "pubdate"),
    *("publishdate", "publish-date", "publication_date", "article.published", "date", "time"),
)
_URL = ("canonical", "og:url", "ld:url")
_LINKED_DATA = ("headline", "publisher", "author", "datePublished", "url")
_MAX_LENGTH = 500
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_BLANKS = re.compile(r"\s+")
_UNSOUND = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # JSON-LD may spell lone surrogates
_ARTICLE_TYPES = ("Article", "Report", "Posting")


def read_facts(tree: HtmlElement) -> tuple[Furniture, str | None]:
    """The furniture and the address that the page declares."""
    declared: dict[str, list[str]] = {}
    for key, value in _declarations(tree):
        declared.setdefault(key, []).append(value)

    def texts(keys: tuple[str, ...]) -> Iterator[str]:
        return (text for key in keys for value in declared.get(key, ()) if (text := _text(value)))

    title, outlet, byline = next(texts(_TITLE), None), next(texts(_OUTLET), None), next(texts(_BYLINE), None)
    if title and outlet:
        title = re.sub(rf"\s+[|–—:·•-]+\s+{re.escape(outlet)}$", "", title)
    if byline:
        byline = re.sub(r"^by\s+(?=\S)", "", byline, flags=re.IGNORECASE)
    published = next((day for key in _PUBLISHED for value in declared.get(key, ()) if (day := _day(value))), None)
    url = next((value for key in _URL for value in declared.get(key, ()) if _is_web_address(value)), None)
    return Furniture(title=title, byline=byline, outlet=outlet, published=published), url


def _declarations(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Keys and values in the order of the page."""
    for element in tree.iter("meta", "link", "script", "time"):
        attributes = element.attrib
        if element.tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            yield key.strip().lower(), attributes.get("content", "")
        elif element.tag == "link":
            if attributes.get("rel", "").lower() == "canonical":
                yield "canonical", attributes.get("href", "").strip()
        elif element.tag == "script":
            if attributes.get("type", "").lower() == "application/ld+json":
                yield from _linked_data(element.text or "")
        else:
            is_marked = attributes.get("itemprop") == "datePublished" or "pubdate" in attributes
            yield "datepublished" if is_marked else "time", attributes.get("datetime", "")
    headings = list(islice(tree.iter("h1"), 2))
    if len(headings) == 1:  # of several, the first is often the site's own name
        yield "h1", "".join(headings[0].itertext())
    if title := tree.findtext("head/title"):
        yield "title", title


def _linked_data(script: str) -> Iterator[tuple[str, str]]:
    """What the articles described by a JSON-LD script state; nothing if it is broken."""
    try:
        waiting: deque[object] = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)
            if any(kind.endswith(_ARTICLE_TYPES) for kind in _strings(node.get("@type"))):
                yield from ((f"ld:{key}", _name(node.get(key))) for key in _LINKED_DATA)


def _name(value: object) -> str:
    """The names of things in JSON-LD, which may be a string, an object with a name, or a list of these."""
    things = value if isinstance(value, list) else [value]
    return ", ".join(_strings([thing.get("name") if isinstance(thing, dict) else thing for thing in things]))


def _strings(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if item and isinstance(item, str)]


def _text(value: str) -> str | None:
    """A value fit for a field: one line of sound characters, no link, no account name, no whole paragraph."""
    text = _BLANKS.sub(" ", value).strip()
    is_sound = 0 < len(text) <= _MAX_LENGTH and not _UNSOUND.search(text)
    return text if is_sound and not text.lower().startswith(("http://", "https://", "@", "//")) else None


def _day(value: str) -> date | None:
    value = value.strip()
    if iso := _ISO_DAY.match(value):
        return full_date(iso[0])
    return full_date(value)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    is_short = len(value) <= 2000 and not _UNSOUND.search(value) and not _BLANKS.search(value)
    return is_short and parts.scheme in ("http", "https") and bool(parts.hostname)
