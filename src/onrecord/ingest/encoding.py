"""Bytes to characters. Unicode is recognised strictly; old encodings by evidence; what stays unclear is refused.

Order: byte-order mark, strict UTF-8, what an HTML page declares, then cp1252 against Mac Roman by how well each reads,
then charset-normalizer among the encodings of other scripts (so that their language can be named in the refusal).
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from onrecord.errors import UnreadableInput

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_SCRIPTS = [
    *("cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "iso8859_5", "iso8859_7"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
_DECLARED_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
"""What a declared encoding is read as: browsers read Latin-1 as its superset cp1252, and pages rely on it."""

# By the names of Python's registry. A closed list, since the registry also holds "zlib", "rot13" and the like.
_DECLARABLE = frozenset(
    (
        *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859-2", "iso8859-5", "iso8859-7"),
        *("iso8859-15", "mac-roman", "koi8-r", "gb18030", "big5", "cp932", "euc_jp", "cp949", "euc_kr"),
    )
)
_DECLARATION = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|^\s*<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)

_ASCII = bytes(range(0x80))
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
_UNDECODED = re.compile("[\udc80-\udcff]")

# Non-ASCII characters in a place where English and its neighbours have them. In the wrong encoding an apostrophe turns
# into a capital inside a word ("didnÕt"), a letter into a stray sign.
_PLAUSIBLE = re.compile(
    r"""
      (?<=[A-Za-z]) [ß-öø-ÿœšž] | [ß-öø-ÿœšž] (?=[a-z])             # a small letter next to a letter
    | (?<![a-z]) [À-ÖØ-ÞŒŠŽŸ] (?=[A-Za-z]) | (?<=[A-Z]) [À-ÖØ-ÞŒŠŽŸ]  # a capital at the start, or among capitals
    | (?<!\w) [“‘„«] (?=[\w“‘(\[…]) | (?<=\S) [”’»] (?!\w)          # quotation marks, the right way round
    | (?<=\w) ’ (?= (?:s|t|d|m|re|ve|ll)\b | [A-ZÀ-Þ])             # apostrophes
    | (?<=[\w\s,.”’)]) [–—]                                         # dashes
    | (?<=\d) [°%€£²³½¼¾] | [€£¥] (?=\s?\d)                         # signs at numbers
    | (?<=[\w\s]) … (?!\w) | [¡¿] (?=\w) | [\xa0•·§¶©®™†]
    """,
    re.VERBOSE,
)
_MAX_WESTERN_SHARE = 0.25
"""Of the bytes of Western text, those outside ASCII are fewer; of Russian and Greek text they are 0.85."""

_MIN_PLAUSIBILITY = 0.7
"""Of 1,000 English news texts put in either encoding, 95 in 100 reach 0.94; Polish in cp1250 reaches 0.5."""

_NEGLIGIBLE_SHARE = 0.01
"""With fewer bytes than this outside ASCII, a few odd ones are no reason to refuse an English report."""

_DAMAGED_REMEDY = "Get the file again, or save it as UTF-8 from its source"


def decode_opening(opening: bytes) -> str:
    """The opening of an input for sniffing: by its byte-order mark, or else each byte as one character."""
    for mark, encoding in _BOMS:
        if opening.startswith(mark):
            return opening[len(mark) :].decode(encoding, "ignore")
    return opening.decode("latin-1")


def decode_plain(raw: bytes, item: str) -> str:
    """All characters of a plain text but a leading byte-order mark. Damaged UTF-8 is refused, never patched."""
    text = _decode_unicode(raw, item)
    if text is None:
        _refuse_damaged_utf8(raw, item)
        text = _guess(raw)
    if text is None:
        raise UnreadableInput("is in an encoding that cannot be told", item=item, remedy="Save it as UTF-8")
    return text


def decode_markup(raw: bytes, item: str) -> str:
    """The characters of a web page, which may declare its encoding.

    As in browsers, stray bytes in UTF-8 become U+FFFD: a page has many hands, and one bad byte in a footer is no reason
    to refuse the article. A declaration that the bytes contradict is not followed.
    """
    text = _decode_unicode(raw, item)
    if text is None and (declared := _declared_encoding(raw)):
        text = _strictly(raw, declared)
    if text is None and not _is_mostly_utf8(raw):
        text = _guess(raw)
    return raw.decode("utf-8", "replace") if text is None else text


def _decode_unicode(raw: bytes, item: str) -> str | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                problem = f"is marked as {encoding.removesuffix('-le').removesuffix('-be').upper()} but damaged"
                place = f" at byte {len(mark) + error.start:,}"
                raise UnreadableInput(problem + place, item=item, remedy=_DAMAGED_REMEDY) from None
    return _strictly(raw, "utf-8")


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared_encoding(raw: bytes) -> str | None:
    match = _DECLARATION.search(raw[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    name = _DECLARED_AS.get(name, name)
    return name if name in _DECLARABLE else None


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more characters outside ASCII are sound UTF-8 than not. By chance a legacy text has next to none."""
    lenient = raw.decode("utf-8", "surrogateescape")
    n_bad = len(_UNDECODED.findall(lenient))
    return len(_NON_ASCII.findall(lenient)) > 2 * n_bad


def _refuse_damaged_utf8(raw: bytes, item: str) -> None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        tail = raw[error.start :]
        # One lone last byte after pure ASCII may be a cp1252 "é"; two or more begin a UTF-8 sequence.
        cut = error.reason == "unexpected end of data" and (len(tail) > 1 or not raw[: error.start].isascii())
        if cut:
            problem = f"is UTF-8 that is cut off inside its last character, at byte {error.start:,}"
            raise UnreadableInput(problem, item=item, remedy=_DAMAGED_REMEDY) from None
        if _is_mostly_utf8(raw):
            problem = f"is UTF-8 with bytes of another encoding in it, the first at byte {error.start:,}"
            raise UnreadableInput(problem, item=item, remedy=_DAMAGED_REMEDY) from None


def _guess(raw: bytes) -> str | None:
    """The text in the old encoding that reads best, or None where none reads well."""
    share = len(raw.translate(None, _ASCII)) / len(raw)
    if share <= _MAX_WESTERN_SHARE:
        readings = [text for text in (_strictly(raw, "cp1252"), _strictly(raw, "mac_roman")) if text is not None]
        best = max(readings, key=_plausibility)  # of equals the first, cp1252: far more common
        if share <= _NEGLIGIBLE_SHARE or _plausibility(best) >= _MIN_PLAUSIBILITY:
            return best
    from charset_normalizer import from_bytes

    match = from_bytes(raw, cp_isolation=_OTHER_SCRIPTS).best()
    text = None if match is None else _strictly(raw, match.encoding)
    # Mostly Latin letters: Western or Polish text that was misread, with an Arabic letter here and there.
    return text if text and len(_LATIN.findall(text)) < len(_OTHER_LETTER.findall(text)) else None


def _plausibility(text: str) -> float:
    """Share of the characters outside ASCII (the first 2,000) that stand where such characters stand."""
    places = [match.start() for match in islice(_NON_ASCII.finditer(text), 2000)]
    return sum(_PLAUSIBLE.match(text, place) is not None for place in places) / max(1, len(places))
