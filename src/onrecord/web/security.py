"""What a browser may ask of this app, and what it may do with the answer.

The app listens on this machine only, but any page in the user's browser can send requests here. So: the Host has to be
one of ours, exactly (against DNS rebinding, CWE-350); other sites may open a page as the user follows a link, and
nothing else (Fetch Metadata, W3C); whatever writes has to come from a page of ours: its Origin, the token of this
process in a cookie that other sites cannot send, and the same token in the form or in a header (OWASP, CSRF).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Annotated

from fastapi import Depends, Form, Header, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import Forbidden, problem_response, unforeseen

COOKIE = "onrecord_token"
HEADER = "X-Onrecord-Token"
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""No inline script or style, nothing from elsewhere, and no text is ever made markup by a script."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Guard:
    """Stands before the app: lets in what may come in, and sends every answer out with the headers above."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], token: str) -> None:
        """`hosts`: the values of the Host header that are ours, with the port where it is not 80."""
        self.app = app
        self.hosts = frozenset(hosts)
        self.origins = frozenset(f"http://{host}" for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return

        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self.refusal(scope["method"], Headers(scope=scope))
        if refusal:
            response = problem_response(403, "Forbidden", refusal)
            await response(scope, receive, send_safely)
            return
        try:
            await self.app(scope, receive, send_safely)
        except Exception:
            if not started:
                await unforeseen(Request(scope))(scope, receive, send_safely)
            raise  # to the log

    def refusal(self, method: str, headers: Headers) -> str | None:  # noqa: PLR0911  one a reason
        """Why a request is not let in, or None."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return "This app answers to its own address only."
        site = headers.get("sec-fetch-site", "none")
        if site not in ("none", "same-origin") and not _follows_a_link(method, headers):
            return "Another site may open a page here, and do nothing else."
        if method in _SAFE:
            return None
        origins = headers.getlist("origin")
        if origins == ["null"] and headers.get("sec-fetch-site") == "same-origin":
            return None  # what a browser sends with a form of a page that gives no referrer; it vouches for the site
        if len(origins) > 1 or (origins and origins[0] not in self.origins):
            return "Only this app's own pages may write."
        if not origins and HEADER not in headers:
            return "A request that writes has to name its origin, or to carry the token in a header."
        return None


def _follows_a_link(method: str, headers: Headers) -> bool:
    return (
        method in ("GET", "HEAD")
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


def own_hosts(host: str, port: int) -> tuple[str, ...]:
    """The values of the Host header under which an app bound to `host` and `port` is reached from this machine."""
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    return tuple(sorted({f"{name}:{port}" for name in names} | (names if port == 80 else set())))


def _check_writer(
    request: Request,
    token: Annotated[str, Form(description="The token that the form carries.")] = "",
    x_onrecord_token: Annotated[str, Header(description="The token, where the request has no form.")] = "",
) -> None:
    ours: str = request.app.state.token
    given = (x_onrecord_token or token, request.cookies.get(COOKIE, ""))
    if not all(secrets.compare_digest(one.encode(), ours.encode()) for one in given):
        raise Forbidden("The page is from before this app was started. Load it again, then repeat what you did.")


def _check_caller(
    request: Request, x_onrecord_token: Annotated[str, Header(description="The token that every page carries.")] = ""
) -> None:
    _check_writer(request, "", x_onrecord_token)


FormWriter = Depends(_check_writer)
ApiWriter = Depends(_check_caller)
"""Every route that writes has one of these two; a test goes through the routes."""
