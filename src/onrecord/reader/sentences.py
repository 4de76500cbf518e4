"""Text → sentence spans, by sentencex's rules for English; blanks at the edges belong to no sentence."""

from __future__ import annotations

import sentencex

from onrecord.schema import Span


def split_sentences(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        # Line by line: a line end always ends a sentence, and the library's offsets need no trust beyond one line.
        start = offset
        # and in ASCII of the same length: the library panics where its byte offsets meet characters of several bytes.
        for plain in sentencex.segment("en", _ascii(line)) if line.strip() else ():
            piece = line[start - offset : start - offset + len(plain)]
            lead = len(piece) - len(piece.lstrip())
            if piece.strip():
                spans.append(Span(start=start + lead, end=start + lead + len(piece.strip())))
            start += len(piece)
        if start != offset and start != offset + len(line):  # the pieces do not spell the line: keep it whole
            spans = [span for span in spans if span.start < offset]
            spans.append(Span(start=offset, end=offset + len(line)))
        offset += len(line) + 1
    return tuple(spans)


_SHAPES = str.maketrans("“”„«»‘’…–—", '"""""\'\'.--')


def _ascii(line: str) -> str:
    """The line, character for character, as its sentence boundaries see it."""
    if line.isascii():
        return line
    return "".join(
        c if c.isascii() else "X" if c.isupper() else "x" if c.isalnum() else " " for c in line.translate(_SHAPES)
    )
