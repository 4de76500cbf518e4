"""Everything that can go wrong with a request, as a page for people and as RFC 9457's problem+json for programs."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.errors import JudgementError, NoSuchRow, OnrecordError, RecordLocked

MEDIA_TYPE = "application/problem+json"

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NoSuchRow, 404),
    (JudgementError, 409),
    (RecordLocked, 503),
    (OnrecordError, 500),
)


class Forbidden(Exception):
    """A request that writes and does not come from a page of ours."""


class BadFilter(Exception):
    """A filter that the kind of rows does not have, or in a form that means nothing."""


def problem_response(status: int, title: str, detail: str, **more: Any) -> Response:
    """`type` is left out: it is then "about:blank", and the title that of the status (RFC 9457, 4.2.1)."""
    body = {"title": title, "status": status, "detail": detail} | more
    return Response(json.dumps(body), status, media_type=MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    for error in (OnrecordError, Forbidden, BadFilter, HTTPException, RequestValidationError):
        app.add_exception_handler(error, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    status, detail, more = _told(error)
    return _response(request, status, detail, **more)


def unforeseen(request: Request) -> Response:
    """The answer to a request that made something fail: it tells nothing of the inside."""
    return _response(request, 500, "Something here went wrong that nobody foresaw. Please tell us what you did.")


def _told(error: Exception) -> tuple[int, str, dict[str, Any]]:
    if isinstance(error, HTTPException):
        headers = {"headers": dict(error.headers)} if error.headers else {}
        return error.status_code, _DETAILS.get(error.status_code, str(error.detail)), headers
    if isinstance(error, RequestValidationError):
        errors = [
            {"where": ".".join(str(part) for part in one["loc"]), "problem": one["msg"]} for one in error.errors()
        ]
        return 422, "; ".join(f"{one['where']}: {one['problem']}" for one in errors), {"errors": errors}
    if isinstance(error, Forbidden):
        return 403, str(error), {}
    if isinstance(error, BadFilter):
        return 422, str(error), {}
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return status, str(error), {}


_DETAILS = {
    404: "There is no such page. The address may be mistyped, or from another record.",
    405: "This address cannot be used in this way.",
}


def _response(request: Request, status: int, detail: str, **more: Any) -> Response:
    headers = more.pop("headers", {})
    title = HTTPStatus(status).phrase
    if _wants_page(request):
        from onrecord.web.rendering import page

        told = {"status": status, "title": title, "detail": detail}
        response: Response = page(request, "error.html", status=status, told=told)
    else:
        response = problem_response(status, title, detail, **more)
    response.headers.update(headers)
    return response


def _wants_page(request: Request) -> bool:
    path = request.url.path
    machine = path.startswith(("/api", "/static")) or path.endswith((".json", ".csv"))
    return not machine and "text/html" in request.headers.get("accept", "text/html")
