"""Files, bytes and strings become Reports, or are refused by name. Whatever the input, nothing else is raised."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, LanguageNotSupported, MissingInput, TooLargeInput, UnreadableInput
from onrecord.ingest import ingest_bytes, ingest_path, ingest_text
from onrecord.schema import Report, report_id
from onrecord.settings import MAX_BYTES, MAX_CHARACTERS

ENGLISH = "The harbour board said that the ferry would sail again on Sunday."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"  {ENGLISH}\n",
        f"{ENGLISH}\r\n\r\n{ENGLISH}\rold Mac line\n",
        "Zero\u200bwidth, \u202eright to left\u202c, a bell\a, a form feed\f, \u2028 and a soft\u00adhyphen.",
        "Cafe\u0301 stays decomposed, ﬁ a ligature, 𝒜 beyond the first plane, \ufeff inside.",
        "A page mentions <b>bold</b>, &amp; and <script>: plain text all the same.",
    ],
)
def test_utf8_text_is_the_file_exactly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode())
    with open(path, encoding="utf-8", newline="") as file:
        assert ingest_path(path).text == file.read() == text


def test_a_report_carries_the_hashes_of_its_text_and_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ENGLISH.encode())
    report = ingest_path(str(path))
    assert report.text == ENGLISH  # one leading byte-order mark is dropped
    assert report.id == report_id(ENGLISH)
    assert report.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_string_is_taken_whole_and_what_the_caller_states_goes_first() -> None:
    text = f"\ufeffBy the sea, <p>{ENGLISH}</p> (Reuters)\n"
    report = ingest_text(text, title="Ferry", outlet="Meridian", published=date(2026, 3, 12), url="https://m.example/1")
    assert (report.text, report.raw_sha256) == (text, None)
    assert (report.title, report.outlet, report.url) == ("Ferry", "Meridian", "https://m.example/1")
    assert report.published == date(2026, 3, 12)


def test_missing_inputs_say_what_is_wrong(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "none.txt", "does not exist"),
        (tmp_path, "is a folder"),
        (tmp_path / ("x" * 5000), "cannot be opened"),
        ("nul\0.txt", "cannot be opened"),
        ("lone\udcff.txt", "does not exist"),
    ):
        with pytest.raises(MissingInput, match=words) as caught:
            ingest_path(path)
        str(caught.value).encode()  # printable, whatever the name


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MissingInput, match="not a regular file"):
        ingest_path(tmp_path / "pipe")


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(ENGLISH)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)  # tests may run as root, who may open everything
    with pytest.raises(MissingInput, match="permissions"):
        ingest_path(path)


def test_a_large_file_is_refused_by_its_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "line.txt"
    with open(path, "wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("builtins.open", None)
    with pytest.raises(TooLargeInput, match=r"50,000,000 bytes.*Split"):
        ingest_path(path)


def test_limits_are_inclusive() -> None:
    word = "word "
    assert len(ingest_bytes((word * (MAX_CHARACTERS // 5)).encode(), item="x").text) == MAX_CHARACTERS
    with pytest.raises(TooLargeInput, match="500,001 characters"):
        ingest_bytes((word * (MAX_CHARACTERS // 5) + "!").encode(), item="x")
    with pytest.raises(TooLargeInput, match="bytes"):
        ingest_bytes(b"a" * (MAX_BYTES + 1), item="x")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "nothing but blanks"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"\xff\xfe", "holds no text"),
        ("\u00a0\u2003\n".encode(), "holds no text"),
        ("\u200b\ufeff".encode(), "no letters"),
        (b"12, 13 -- 14.5 %", "no letters"),
        (b"<p></p>", "holds no text"),
        (b"<!doctype html>", "without content"),
        (b"<html><script>var talks = 'word'</script><!-- word --></html>", "holds no text"),
    ],
)
def test_empty_inputs(raw: bytes, words: str) -> None:
    with pytest.raises(EmptyInput, match=words):
        ingest_bytes(raw, item="x")


@pytest.mark.parametrize(
    ("raw", "looks_like"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "Word document"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04" + b"\0" * 26 + b"notes.txt", "ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office"),
        (rb"{\rtf1\ansi The talks}", "rich-text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a\1\0", "GIF"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"WARC/1.0\r\nWARC-Type: response", "WARC"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed"),
        (b"\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<?xml version='1.0'?><newsItem/>", "XML document"),
        (ENGLISH.encode("utf-16-le"), "UTF-16 text without its byte-order mark"),
        (b"The talks\0 went on and on and on", "NUL bytes"),
        (bytes(range(1, 32)) * 9 + b"talks", "control codes"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, looks_like: str) -> None:
    with pytest.raises(UnreadableInput, match=looks_like) as caught:
        ingest_bytes(raw, item="the item")
    assert str(caught.value).startswith("the item: ")
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["MZ and ID3 open this text.", "GIF8 is half a mark.", "RIFF raff", "BM, PK and II."])
def test_text_that_opens_like_a_signature_is_text(text: str) -> None:
    assert ingest_bytes(text.encode(), item="x").text == text


def test_lone_surrogates_in_strings_are_refused() -> None:
    for stated in ({"text": "talks\ud800"}, {"text": ENGLISH, "title": "\udfff"}, {"text": ENGLISH, "url": "\ud834"}):
        with pytest.raises(UnreadableInput, match="surrogates"):
            ingest_text(**stated)


@given(st.binary(max_size=300))
@example(b"<p>&#xD800;&#0;&#1;<")
@example(b"\xff\xfe\x00\xd8")
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_report_or_an_input_error(raw: bytes) -> None:
    _report_or_refusal(raw)


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "<p>",
                "<div hidden>",
                "<!--",
                "-->",
                "<script>",
                "<table><td>",
                "&amp;",
                "&#1;",
                "&#x",
                '="',
                "<title>",
                "<svg>",
                "<body",
                "\f",
                "é",
                "\u202e",
                "The talks went on. ",
                "By Jane Doe\n",
                "OSLO (AP) — ",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_markup_gives_a_report_or_an_input_error(pieces: list[str]) -> None:
    _report_or_refusal(("<html>" + "".join(pieces)).encode())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_string_keeps_its_text_and_its_spans_lie_within(text: str) -> None:
    try:
        report = ingest_text(text)
    except (EmptyInput, UnreadableInput, LanguageNotSupported):
        return
    assert report.text == text
    if report.dateline:
        assert report.dateline.span.end <= len(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_utf8_text_makes_the_round_trip(text: str) -> None:
    text = f"Word {text}"
    with suppress(LanguageNotSupported):
        assert ingest_bytes(text.encode(), item="x").text == text


def _report_or_refusal(raw: bytes) -> None:
    for name in (None, "page.html"):
        try:
            report = ingest_bytes(raw, item="x", name=name)
        except InputError as error:
            message = str(error)
        else:
            assert Report.model_validate_json(report.model_dump_json()) == report
            continue
        assert re.fullmatch(r"x: [a-z].+\. [A-Z].+", message, re.DOTALL)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Importing ingest and reading a short plain text loads neither markup nor language libraries."""
    program = (
        "import sys; from onrecord.ingest.intake import ingest_text; ingest_text('The talks went on.');"
        "heavy = {'lxml', 'trafilatura', 'fasttext', 'charset_normalizer'}; print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
