"""Templates → pages. Whatever a template prints is made visible, then escaped: no word of a report becomes markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.views.visible import visible
from onrecord.web.links import link, link_to, outside, query
from onrecord.web.security import COOKIE

CONTEXT = 160  # characters that the record gives around a mark (ledger/lookup.py)

_STEM = 3  # letters in which a word that is asked for and one that is found agree
_FOUND = re.compile(r"\[([^\[\]]+)\]")
_WORD = re.compile(r"\w+")

NAVIGATION = (
    ("/", "Overview"),
    ("/reports", "Reports"),
    ("/attributions", "Attributions"),
    ("/claims", "Claims"),
    ("/positions", "Positions"),
    ("/actors", "Actors"),
    ("/issues", "Issues"),
    ("/outlets", "Outlets"),
    ("/negotiation", "Negotiation"),
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/review", "Review"),
    ("/judgements", "Judgements"),
)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page, with the token of this process in a cookie that no other site can send."""
    state = request.app.state
    frame = {
        "record_name": state.records.path.name,
        "token": state.token,
        "here": request.url.path,
        "navigation": NAVIGATION,
        "version": version("onrecord"),
    }
    response = HTMLResponse(_templates().get_template(template).render(frame | context), status)
    response.set_cookie(COOKIE, state.token, httponly=True, samesite="strict", path="/")
    return response


def compile_templates() -> None:
    """All of them, so that nobody who comes first waits for it, before there are threads.

    Two threads must not: numbers in templates go through `ast`, which Python 3.11 cannot do in two at once.
    """
    for name in _templates().list_templates():
        _templates().get_template(name)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(link=link, link_to=link_to, outside=outside, query=query)
    environment.filters.update(chain=chain, number=number, per_cent=per_cent, one_line=one_line, cut=cut)
    environment.filters.update(from_word=from_word, to_word=to_word, hits=hits)
    return environment


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Markup):  # only macros of our own templates make it, of parts that came through here
        return value
    return visible(str(value))


def chain(value: str | None) -> list[str]:
    """The names of a chain as the record keeps it, outermost first."""
    names: list[str] = json.loads(value) if value else []
    return names


def number(value: int) -> str:
    return f"{value:,}"


def per_cent(score: float) -> str:
    return f"{score * 100:.0f} %"


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def cut(text: str | None, length: int) -> str:
    """The text on one line, and no longer than that."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def from_word(before: str, start: int) -> str:
    """The text before a mark that begins at `start`, from a whole word on."""
    return before if len(before) >= start else "… " + (before.partition(" ")[2] or before)


def to_word(after: str) -> str:
    """The text after a mark, up to a whole word; it is cut where it has the full length of a context."""
    return after if len(after) < CONTEXT else (after.rpartition(" ")[0] or after) + " …"


def hits(snippet: str, asked: str) -> list[tuple[str, bool]]:
    """A snippet in pieces, and which of them were found. Brackets of the text itself stay what they are."""
    words = [word.casefold()[:_STEM] for word in _WORD.findall(asked)]
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _FOUND.finditer(snippet):
        if any(word.casefold().startswith(tuple(words)) for word in _WORD.findall(match[1])):
            pieces += [(snippet[end : match.start()], False), (match[1], True)]
            end = match.end()
    return [*pieces, (snippet[end:], False)]


def title_of(row: Mapping[str, Any]) -> str:
    """The title of a report, or its first words."""
    return one_line(row["title"]) or cut(row["text"], 110) or str(row["id"])
