"""The desk's addresses. Read-only: GET and HEAD, on this machine only; each page's data at the same address with .json."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve import questions
from onrecord.serve.cards import quad_of
from onrecord.serve.filters import Filters
from onrecord.serve.marks import LAYERS, cut_paragraphs, diff_words, to_shown
from onrecord.store import Store
from onrecord.when import to_when

HERE = Path(__file__).parent
HOSTS = ["127.0.0.1", "localhost", "[::1]"]
_LONGEST_DIFF = 60_000  # characters; more would take seconds

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Question = Callable[[Store, Request], "dict[str, Any] | None"]
View = Callable[[Request], Awaitable[Response]]


def make_app(record: Path) -> Starlette:
    """Return the desk over a record."""
    with Store(record, read_only=True):
        pass  # a record that cannot be read is told before the server starts
    pages = _load_templates()
    quad_of("")  # the ontology is read now, not with the first page

    def page(address: str, template: str, ask: Question) -> list[Route]:
        return [
            Route(f"{address}.json" if address != "/" else "/index.json", _as_json(record, ask), methods=["GET"]),
            Route(address, _as_page(record, ask, pages.get_template(template)), methods=["GET"]),
        ]

    routes = [
        *page("/", "overview.html", lambda store, request: questions.ask_overview(store)),
        *page("/storylines", "storylines.html", lambda store, request: questions.ask_storylines(store, _page_of(request))),
        *page("/stories", "stories.html", lambda store, request: questions.ask_stories(store, _filters_of(request), _page_of(request))),
        *page("/outlets", "outlets.html", _outlets),
        *page("/left-out", "dropped.html", lambda store, request: questions.ask_dropped(store, _page_of(request))),
        *page("/events", "events.html", _events),
        *page("/search", "search.html", _search),
        *page(
            "/affair/{id}",
            "affair.html",
            lambda store, request: questions.ask_affair(store, request.path_params["id"], _filters_of(request)),
        ),
        *page("/event/{id}", "event.html", lambda store, request: questions.ask_event(store, request.path_params["id"])),
        *page("/actor/{id}", "actor.html", _actor),
        *page("/story/{id:path}", "story.html", _story),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
        Middleware(_SafeHeaders),
        Middleware(GZipMiddleware, minimum_size=2000),
    ]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: _not_found(pages)})


# ── questions that need more than an id ──────────────────────────────────────────────────────────


def _page_of(request: Request) -> int:
    number = request.query_params.get("page", "0")
    return int(number) if number.isdecimal() and len(number) < 7 else 0


def _filters_of(request: Request) -> Filters:
    return Filters.of(request.query_params)


def _outlets(store: Store, request: Request) -> dict[str, Any]:
    return questions.ask_outlets(store, request.query_params.get("only"), _page_of(request))


def _events(store: Store, request: Request) -> dict[str, Any]:
    return questions.ask_events(store, _filters_of(request), request.query_params.get("after"))


def _search(store: Store, request: Request) -> dict[str, Any]:
    return questions.ask_search(store, request.query_params.get("q", "")[:500], _filters_of(request), _page_of(request))


def _actor(store: Store, request: Request) -> dict[str, Any] | None:
    words = request.query_params.get("q", "")[:500]
    return questions.ask_actor(store, request.path_params["id"], words, _filters_of(request), _page_of(request))


def _story(store: Store, request: Request) -> dict[str, Any] | None:
    return questions.ask_story(store, request.path_params["id"], request.query_params.get("with"))


# ── one answer, two forms ────────────────────────────────────────────────────────────────────────


def _as_json(record: Path, ask: Question) -> View:
    async def view(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_answer, record, ask, request))

    return view


def _as_page(record: Path, ask: Question, template: jinja2.Template) -> View:
    def render(request: Request) -> str:
        return template.render(**_answer(record, ask, request), request=request, address=_json_address(request))

    async def view(request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(render, request))

    return view


def _answer(record: Path, ask: Question, request: Request) -> dict[str, Any]:
    with Store(record, read_only=True) as store:
        found = ask(store, request)
    if found is None:
        raise HTTPException(404, f"nothing in this record has the id {request.path_params.get('id')!r}")
    return found


def _json_address(request: Request) -> str:
    path = "/index" if request.url.path == "/" else request.url.path
    return f"{path}.json" + (f"?{request.url.query}" if request.url.query else "")


def _not_found(pages: jinja2.Environment) -> Callable[[Request, Exception], Response]:
    def view(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - the only kind it is registered for
        if request.url.path.endswith(".json"):
            return JSONResponse({"error": error.detail}, error.status_code)
        return HTMLResponse(pages.get_template("error.html").render(error=error, request=request, address=None), error.status_code)

    return view


def _load_templates() -> jinja2.Environment:
    pages = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters |= {
        "shown": to_shown,
        "when": lambda value: to_shown(to_when(value)),
        "data": _to_data,
        "day": date.fromisoformat,
        "shorten_left": lambda text, most: text if len(text) <= most else "…" + text[-most:],
        "number": lambda value: f"{value:,}" if value is not None else "?",
        "found": _found,
    }
    pages.globals |= {
        "layers": LAYERS,
        "cut_paragraphs": cut_paragraphs,
        "diff_words": lambda a, b: diff_words(a, b) if len(a) + len(b) <= _LONGEST_DIFF else None,
        "quad": quad_of,
        "here": _here,
    }
    return pages


def _here(request: Request, **changes: object) -> str:
    """Return the address of a page with some of its parameters changed; those set to None are gone."""
    given = {name: value for name, value in {**request.query_params, **changes}.items() if value not in (None, "")}
    return request.url.path + ("?" + urlencode(given, errors="replace") if given else "")


def _to_data(value: object) -> str:
    """Return JSON for a <script type="application/json">: nothing in it can end the element; the page parses it."""
    from markupsafe import Markup  # noqa: PLC0415

    text = json.dumps(value, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - every character that HTML knows is escaped above


def _found(snippet: str) -> list[tuple[bool, str]]:
    """Return a search snippet in pieces: whether each was searched for, and its text."""
    pieces = []
    for n, part in enumerate(snippet.split("\ue000")):
        hit, _, rest = part.partition("\ue001") if n else ("", "", part)
        pieces += [(True, to_shown(hit))] * bool(hit) + [(False, to_shown(rest))] * bool(rest)
    return pieces


class _SafeHeaders:
    """Every answer carries the headers that keep a hostile story from doing anything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((name.lower().encode(), value.encode()) for name, value in HEADERS.items())]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
