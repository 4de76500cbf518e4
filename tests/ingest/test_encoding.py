"""Encodings: told where the bytes show them, refused where they do not; nothing is patched in plain text."""

from __future__ import annotations

import codecs

import pytest

from onrecord.errors import LanguageNotSupported, UnreadableInput
from onrecord.ingest import ingest_bytes

WESTERN = (
    "The minister said “we will come back” — and then left the café in Zürich. He didn’t say when.",
    "The council in Malmö met for €5 or so.",
    "It was 30° in Córdoba, and ÖBB trains stopped.",
    "‘Enough,’ said the mayor of Århus… and left.",
    "His father’s naïve protégé won’t resign.",
)
RUSSIAN = "Министр заявил, что переговоры будут продолжены на следующей неделе в столице. "
GREEK = "Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα στην πρωτεύουσα. "


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_the_encoding_is_told(text: str, encoding: str) -> None:
    assert ingest_bytes(text.encode(encoding), item="x").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks_are_followed_and_dropped(mark: bytes, encoding: str) -> None:
    text = "The talks\r\nwent on. 𝒜"
    assert ingest_bytes(mark + text.encode(encoding), item="x").text == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("He said “no”".encode()[:-1], "cut off inside its last character, at byte 13"),
        ("Zürich’s café".encode()[:-1], "cut off"),
        ("“Zürich”, she said. ".encode() + b"caf\xe9 and more", "another encoding in it, the first at byte 28"),
        (codecs.BOM_UTF16_LE + "The talks".encode("utf-16-le")[:-1], "marked as UTF-16 but damaged at byte"),
        (codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff", "marked as UTF-32 but damaged"),
        (codecs.BOM_UTF8 + b"caf\xe9 and more", "marked as UTF-8 but damaged at byte 6"),
    ],
)
def test_damaged_unicode_is_refused_with_the_place(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        ingest_bytes(raw, item="x")


def test_one_odd_last_byte_after_pure_ascii_may_be_a_western_letter() -> None:
    assert ingest_bytes(b"They met at the caf\xe9", item="x").text == "They met at the café"


def test_bytes_that_read_well_in_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="cannot be told"):
        ingest_bytes("Żółw zjadł śledzia, a źrebię – gęś.".encode("cp1250"), item="x")


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (RUSSIAN, "cp1251", "Russian"),
        (RUSSIAN, "koi8_r", "Russian"),
        (RUSSIAN, "utf-16", "Russian"),
        (GREEK, "iso8859_7", "Greek"),
    ],
)
def test_other_scripts_are_decoded_far_enough_to_name_their_language(text: str, encoding: str, language: str) -> None:
    with pytest.raises(LanguageNotSupported, match=f"is in {language}"):
        ingest_bytes((text * 3).encode(encoding), item="x")


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ('<meta charset="latin1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="macintosh">', "mac_roman"),
        ('<meta charset="iso-8859-1">', "utf-8"),  # the bytes contradict it
        ('<meta charset="rot13">', "cp1252"),  # no encoding of text
        ('<meta charset="no-such-thing">', "cp1252"),
        ("", "utf-16"),
        ("", "cp1252"),
    ],
)
def test_the_encoding_of_a_page(declaration: str, encoding: str) -> None:
    page = f"<html><head>{declaration}</head><body><p>The café in Zürich was full.</p></body></html>"
    assert ingest_bytes(page.encode(encoding), item="x").text == "The café in Zürich was full."


def test_a_stray_byte_in_a_page_is_shown_as_damage() -> None:
    raw = "<html><body><p>The “café” in Zürich".encode() + b" \xff closed.</p></body></html>"
    assert ingest_bytes(raw, item="x").text == "The “café” in Zürich \ufffd closed."
