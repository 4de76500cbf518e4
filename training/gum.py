"""GUM (Zeldes 2017) in CoNLL-U → documents with all their mentions, kinds and coreference chains.

The text is put together from the sentences' own `# text` lines: a blank between sentences, an empty line between
paragraphs. Discontinuous mentions are taken from their first to their last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import conllu

from training.corpora import Document, ReferenceMention

_BRACKET = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)[^()]*|(\d+)(?:\[\d+/\d+\])?\)|\)")


def read_gum(folder: Path) -> Iterator[Document]:
    for file in sorted(folder.glob("*.conllu")):
        text, mentions = "", []
        still_open: list[tuple[str, str, int]] = []
        for sentence in conllu.parse(file.read_text(encoding="utf-8")):
            if text:
                text += "\n\n" if any(key.startswith("newpar") for key in sentence.metadata) else " "
            line = sentence.metadata["text"]
            at = 0
            for token in sentence:
                if not isinstance(token["id"], int):
                    continue
                place = line.find(token["form"], at)
                if place >= 0:  # else a contraction's part that is not spelled so: it stands where the last word ended
                    start, end = place, place + len(token["form"])
                    at = end
                else:
                    start = end = at
                for bracket in _BRACKET.finditer((token["misc"] or {}).get("Entity") or ""):
                    chain, kind, closed = bracket.groups()
                    if chain:
                        still_open.append((chain, kind, len(text) + start))
                        continue
                    i = next(i for i in range(len(still_open) - 1, -1, -1) if closed in (None, still_open[i][0]))
                    name, kind, begun = still_open.pop(i)
                    mentions.append(ReferenceMention(begun, len(text) + end, kind, int(name)))
            text += line
        yield Document(
            file.stem, text, attributions=None, complete=False, mentions=tuple(sorted(set(mentions), key=_order))
        )


def _order(mention: ReferenceMention) -> tuple[int, int, int]:
    return mention.start, -mention.end, mention.chain
