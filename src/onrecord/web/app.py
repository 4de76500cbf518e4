"""The app: the record's file → pages, files and an API. Everything it shows comes from the record, nothing from a net.

`create_app` puts the parts together; pages/ holds one file a resource, api.py the same for programs.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from onrecord.errors import OnrecordError
from onrecord.ledger.filters import Filters
from onrecord.ledger.store import Record
from onrecord.web import api
from onrecord.web.pages import ROUTERS
from onrecord.web.pages.actor import knowledge
from onrecord.web.pages.lists import Listed, listing
from onrecord.web.pages.map import places
from onrecord.web.pages.names import Named, names_of
from onrecord.web.pages.negotiation import issue_to_begin_with, stands_of_talks, who_is_named
from onrecord.web.pages.network import Sort, network_of
from onrecord.web.pages.overview import overview_of
from onrecord.web.pages.timeline import timeline_of
from onrecord.web.params import PAGE
from onrecord.web.problems import add_handlers
from onrecord.web.records import Aside, Computed, Records
from onrecord.web.rendering import compile_templates
from onrecord.web.security import Guard, new_token, own_hosts

_SWITCH = 0.001  # seconds: what is computed aside lets a page go on, that asks for a row and then for the next
_ABOUT = """What a record holds, as the pages of the app show it. Lists are paged by key: `next` of one page is `after`
of the following one, and null on the last. Ids are made from content and stay the same. Errors are RFC 9457 problems.
Reading needs nothing. Writing needs the token of the running app in the cookie and the header that its pages carry."""


def create_app(
    path: Path | str, *, hosts: Collection[str] = own_hosts("127.0.0.1", 8000), author: str = "unknown"
) -> FastAPI:
    """The app for the record at `path`. `hosts`: the Host headers it answers to; `author`: whose judgements are made.

    Raises RecordError where there is no record that can be opened.
    """
    path = Path(path)
    Record.open(path).close()  # brings an older form up to date, and says at once what is wrong
    compile_templates()
    token = new_token()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(_SWITCH)
        warming = threading.Thread(target=_warm, args=(app,), daemon=True)
        warming.start()
        yield
        await run_in_threadpool(warming.join)
        await run_in_threadpool(app.state.aside.close)
        app.state.records.close()

    app = FastAPI(
        title="onrecord",
        description=_ABOUT,
        version=version("onrecord"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.records, app.state.computed = Records(path), Computed()
    app.state.aside = Aside(app.state.records, app.state.computed)
    app.state.token, app.state.author = token, author
    app.add_middleware(Guard, hosts=hosts, token=token)
    app.mount("/static", StaticFiles(directory=str(files("onrecord.web") / "static")), name="static")
    app.include_router(api.router)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    add_handlers(app)
    document = api.described(app)
    app.openapi = lambda: document  # type: ignore[method-assign]  # FastAPI's own way to extend it
    return app


def _warm(app: FastAPI) -> None:
    """Computes what everybody asks for first, so that nobody waits for it. A fault is for the page to tell."""
    with suppress(OnrecordError), app.state.records.taken() as record:
        views = app.state.computed
        for name in Named:
            names_of(record, views, name.value)
        overview_of(record, views)
        for kind in Listed:
            listing(record, views, kind.value, Filters(), limit=PAGE)
        for sort in Sort:
            network_of(record, views, sort.value)
        timeline_of(record, views, Filters())
        places(record, views)
        who_is_named(record, views)
        knowledge()
        stands_of_talks(record, views, issue_to_begin_with(record, views), None)


__all__: list[Any] = ["create_app"]
