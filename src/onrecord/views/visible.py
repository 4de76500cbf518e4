"""Characters that could deceive a reader or drive a terminal, made visible.

Reports are hostile text: escape sequences, bidirectional overrides ("Trojan Source", Boucher and Anderson 2021) and
zero-width characters are shown by name instead of being obeyed. Only views do this; the text itself is never touched.
"""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """The text with control, format and lone surrogate characters written as ⟨U+XXXX⟩; tabs and line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in _KEPT or not _deceives(c) else f"⟨U+{ord(c):04X}⟩" for c in text)


def _deceives(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
