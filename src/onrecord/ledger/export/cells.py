r"""Text → cells that a spreadsheet shows and never runs, and back again, exactly.

1. A control character (but for tab and line feed), a lone surrogate, U+FFFE and U+FFFF become `\uXXXX`. A backslash
   that stands before `uXXXX` in the text becomes `\u005c`, every other backslash stays. An underscore that stands
   before `xXXXX_`, which Excel takes for a code of its own, becomes `\u005f`.
2. A cell that begins with = + - @ (or their full-width forms), a tab, a line feed or an apostrophe gets an apostrophe
   in front; an empty text becomes a lone apostrophe, so that it is told from no value, which is an empty cell.

After OWASP, "CSV Injection". Nothing else is changed: direction marks and invisible characters are part of the text.
"""

from __future__ import annotations

import re

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|\\\\(?=u[0-9a-f]{4})|_(?=x[0-9A-Fa-f]{4}_)")
_BREAKS = re.compile("[\t\n\u2028\u2029]")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n", "'")


def escape(text: str) -> str:
    """The cell that holds `text`."""
    plain = _ODD.sub(_code, text)
    return f"'{plain}" if not plain or plain.startswith(_RISKY) else plain


def escape_on_one_line(text: str) -> str:
    """The same with tabs and line ends as `\\uXXXX` too: for tables without quoting. `unescape` is its way back."""
    return _BREAKS.sub(_code, escape(text))


def unescape(cell: str) -> str:
    """The text of a cell that `escape` or `escape_on_one_line` made."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell.removeprefix("'"))


def storable(text: str) -> str:
    """`text` in valid UTF-8: rule 1 for lone surrogates only. For formats whose readers run nothing."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _code(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
