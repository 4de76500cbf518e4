"""Where each thing stands on the web: the one place that knows the addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from onrecord.ledger.lookup import table_of

PAGES = ("reports", "attributions", "claims", "positions", "actors")


def link(kind: str, one: str) -> str:
    """The page of a thing: its kind, and its id or name."""
    return f"/{kind}/{quote(one, safe=':', errors='replace')}"


def link_to(one: str) -> str | None:
    """The page of an id of whatever kind, where it has one."""
    table = table_of(one)
    return link(table, one) if table in PAGES else None


def query(path: str, **values: Any) -> str:
    """A path with a query; what is None is left out."""
    kept = {name: value for name, value in values.items() if value is not None and value is not False}
    encoded = urlencode({name: "true" if value is True else value for name, value in kept.items()}, errors="replace")
    return f"{path}?{encoded}" if kept else path


def outside(url: str | None) -> str | None:
    """The address of a report where it is one to be followed: http or https, with a host, in plain characters."""
    if not url or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = parts.scheme.lower() in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if plain else None
