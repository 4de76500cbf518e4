"""Web pages: their main text and what they declare, with nothing hidden in it, and no page that harms the reader."""

from __future__ import annotations

import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from onrecord.errors import InputError, TooLargeInput, UnreadableInput
from onrecord.ingest import ingest_bytes
from onrecord.ingest.formats import format_of
from onrecord.schema import Report

PARAGRAPH = "The harbour board said on Tuesday that talks about the ferry would resume next week, after a long pause."
PAGE = f"""<!doctype html>
<html><head><title>Ferry talks resume | Meridian</title>
<meta property="og:site_name" content="Meridian"><meta property="article:published_time" content="2026-03-12T09:00Z">
<meta name="author" content="By Jane Doe"><link rel="canonical" href="https://meridian.example/ferry">
<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/ports">Ports</a></nav>
<article><h1>Ferry talks resume</h1>
<p>HARBOUR TOWN, 12 March (Meridian) &mdash; {PARAGRAPH}</p>
<p>“We will&#8203; come back,” the <b>mayor</b>
   said, to &amp;lt;all&amp;gt; of <a href="x">them</a>.<br>He left.</p>
<p style="DISPLAY : none">Hidden by style.</p><p hidden>Hidden by attribute.</p>
<script>var hidden = "script";</script><!-- hidden comment --><template>hidden template</template>
<ul><li>one point of the plan</li><li>another point of it</li></ul>
<p>{PARAGRAPH}</p></article>
<footer>All rights reserved</footer></body></html>"""


def read(page: str | bytes, name: str | None = None) -> Report:
    return ingest_bytes(page.encode() if isinstance(page, str) else page, item="page", name=name)


def test_an_article() -> None:
    report = read(PAGE)
    assert report.text.split("\n\n") == [
        "Ferry talks resume",
        f"HARBOUR TOWN, 12 March (Meridian) — {PARAGRAPH}",
        "“We will\u200b come back,” the mayor said, to &lt;all&gt; of them.\nHe left.",
        "one point of the plan",
        "another point of it",
        PARAGRAPH,
    ]
    assert (report.title, report.outlet, report.byline) == ("Ferry talks resume", "Meridian", "Jane Doe")
    assert (report.published, report.url) == (date(2026, 3, 12), "https://meridian.example/ferry")
    assert (report.language, report.dateline is not None) == ("en", True)


@pytest.mark.parametrize(
    ("opening", "name", "form"),
    [
        ("<!DOCTYPE HTML PUBLIC '-//W3C'>", None, "html"),
        ("\n <!-- saved --> <!-- again --> <HTML lang=en>", "page.txt", "html"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html>", None, "html"),
        ("<p>The talks", None, "html"),
        ("<div class=x>", "page.txt", "html"),
        ("The <i>talks</i>", "page.HTML", "html"),
        ("The <i>talks</i>", "page.txt", "plain"),
        ("<b>The talks</b>", "page.txt", "plain"),
        ("<person at the door> knocked", None, "plain"),
        ("The talks: 3 < 4 > 2", "page.html", "plain"),
        ("Use <html> and <body> for pages", None, "plain"),
        ("<!-- -->" * 500, None, "plain"),
    ],
)
def test_pages_are_told_by_their_content(opening: str, name: str | None, form: str) -> None:
    assert format_of(opening.encode(), name) == form
    assert format_of(b"\xef\xbb\xbf" + opening.encode(), name) == form
    assert format_of(opening.encode("utf-16"), name) == form


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("", {}),
        ("<title>Ferry talks resume</title>", {"title": "Ferry talks resume"}),
        ("<meta property='og:title' content='Ferry talks - Meridian'><meta property='og:site_name' content='Meridian'>",
         {"title": "Ferry talks", "outlet": "Meridian"}),
        ("<meta property='article:author' content='https://social.example/doe'>", {}),
        ("<meta name='publisher' content='@meridian'>", {}),
        ("<meta name='date' content='2026-03'>", {}),
        ("<meta name='date' content='12/03/2026'>", {}),
        ("<meta name='date' content='2026-02-31'>", {}),
        ("<meta name='date' content='March 12, 2026'>", {"published": date(2026, 3, 12)}),
        ("<meta name='date' content='2199-01-01'>", {"published": date(2199, 1, 1)}),  # not judged by today's clock
        ("<link rel=canonical href='/ferry'>", {}),
        ("<link rel=canonical href='javascript:1'>", {}),
        ("<link rel=canonical href='http://[broken'><meta property='og:url' content='http://m.example/1'>",
         {"url": "http://m.example/1"}),
        ("""<script type="application/ld+json">{"@graph": [{"@type": "Organization", "headline": "No"},
         {"@type": ["Thing", "NewsArticle"], "headline": "Ferry talks", "author": [{"name": "Jane Doe"}, "J. Roe"],
          "publisher": {"name": "Meridian"}, "datePublished": "2026-03-12T01:00:00+02:00"}]}</script>""",
         {"title": "Ferry talks", "byline": "Jane Doe, J. Roe", "outlet": "Meridian", "published": date(2026, 3, 12)}),
        (r"""<script type="application/ld+json">{"@type": "Article", "headline": "\ud800"}</script>""", {}),
        ("""<script type="application/ld+json">{"@type": "Article", "headline": "Broken</script>""", {}),
        (f"""<script type="application/ld+json">{"[" * 100_000}</script>""", {}),
        (f"""<script type="application/ld+json">[{"1," * 1_000_000}1]</script>""", {}),
        (f"""<script type="application/ld+json">{{"@type": {"[" * 900 + "]" * 900}}}</script>""", {}),
        (f"""<script type="application/ld+json">{{"@type": "Report", "url": {"[" * 900 + "]" * 900}}}</script>""", {}),
        (f"<meta name=author content='{'<' * 1_000_000}'>", {}),
    ],
)  # fmt: skip
def test_what_a_page_declares(head: str, facts: dict[str, object]) -> None:
    report = read(f"<html><head>{head}</head><body><p>{PARAGRAPH}</p></body></html>")
    fields = ("title", "byline", "outlet", "published", "url")
    assert {field: value for field in fields if (value := getattr(report, field)) is not None} == facts
    assert report.text == PARAGRAPH


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>UNSEEN</script>",
        "<style>UNSEEN</style>",
        "<!-- UNSEEN -->",
        "<noscript>UNSEEN</noscript>",
        "<template>UNSEEN</template>",
        "<div hidden>UNSEEN</div>",
        "<div aria-hidden=true>UNSEEN</div>",
        "<div style='color:red; display:none'>UNSEEN</div>",
        "<div style='visibility:hidden'><p>UNSEEN</p></div>",
        "<textarea>UNSEEN</textarea>",
        "<svg><title>UNSEEN</title><text>UNSEEN</text></svg>",
        "<dialog>UNSEEN</dialog>",
        "<iframe srcdoc='UNSEEN'>UNSEEN</iframe>",
        '<script type=\'application/ld+json\'>{"@type": "Article", "articleBody": "UNSEEN"}</script>',
        "<p title=UNSEEN></p>",
    ],
)
@pytest.mark.parametrize("page", ["<html><body>%s<p>Seen.</p></body></html>", PAGE.replace("<footer>", "%s<footer>")])
def test_nothing_unseen_becomes_text(page: str, unseen: str) -> None:
    assert "UNSEEN" not in read(page.replace("%s", unseen)).text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>The talks <b>went on", "The talks went on"),
        ("<p>The talks</b></i></div> went on", "The talks went on"),
        ("<html><body><p>The talks went on.</p><!-- no end", "The talks went on."),
        ("<html><body><p>The talks went on.</p><a href='no end", "The talks went on."),
        ("<html><body hidden style='display:none'><p>The talks went on.</p>", "The talks went on."),
        ("<p>The&nbsp;talks&#1; we\x01nt on\f now", "The talks went on now"),
        ("<table><tr><td>Talks</td><td>went on</td></tr><tr><td>again</td></tr></table>", "Talks went on\n\nagain"),
        ("<p>one<br>two<br><br>three</p>four", "one\ntwo\n\nthree\n\nfour"),
        ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>Talks &x; go on</p>', "]>\n\nTalks &x; go on"),
    ],
)
def test_broken_pages_are_read(page: str, text: str) -> None:
    assert read(page).text.replace("\u00a0", " ").replace("\x01", "") == text


@pytest.mark.parametrize(
    ("page", "error", "words"),
    [
        ("<html>" + "<div>" * 200_000 + "word", UnreadableInput, "nests elements more than 500 deep"),
        ("<html>" + "<b>" * 200_000 + "word" + "</b>" * 200_000, UnreadableInput, "nests"),
        (f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>word", UnreadableInput, "more than 500 attributes"),
        ("<html>" + "<p>x" * 250_000, TooLargeInput, "more than 200,000 elements"),
        ("<html><p>" + "word " * 2_400_000, TooLargeInput, "characters"),
    ],
)
def test_hostile_pages_are_refused_in_seconds(page: str, error: type[InputError], words: str) -> None:
    started = time.process_time()
    with pytest.raises(error, match=words):
        read(page)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 450 + "NEEDLE",
        "<html><body>" + "<table><tr><td>" * 100 + "NEEDLE",
        "<html><body>" + "<p>word</p>" * 25_000 + "<p>NEEDLE</p>",
        "<html><body><p>" + "word " * 90_000 + "NEEDLE",
        f"<html><body><p title='{'x' * 12_000_000}'>word <b>NEEDLE</b>",
        "<html><body><p>" + "&amp;" * 100_000 + "NEEDLE",
        "<html><body><p>word NEEDLE</p>" + "<!--" * 200_000,
    ],
)
def test_strange_pages_lose_nothing(page: str) -> None:
    started = time.process_time()
    assert "NEEDLE" in read(page).text
    assert time.process_time() - started < 5


def test_nothing_is_fetched_or_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page made the reader open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with caplog.at_level(logging.ERROR):
        read(PAGE.replace("<article>", "<link rel=stylesheet href='http://a.example/s'><img src='http://a.example/i'>"))
    assert not caplog.records


def test_threads_and_repeats_give_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: read(PAGE).model_dump_json(), range(40)))) == 1
