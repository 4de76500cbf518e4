"""Report → Reading: the order of the reader's steps.

Names are left as they stand in the text (`source_name` None, `chain` empty): who is meant is the next stage's work.
"""

from __future__ import annotations

from onrecord.reader.attributions import Candidate, decode_attributions
from onrecord.reader.citations import turn_citations
from onrecord.reader.encoder import Encoder
from onrecord.reader.nesting import link_parents
from onrecord.reader.quotation import quotation_of, quoted_stretches
from onrecord.reader.sentences import split_sentences
from onrecord.reader.tokens import tokenize
from onrecord.reader.windows import encode_report
from onrecord.schema import Attribution, Reading, Report, Span


def decode_report(report: Report, encoder: Encoder, *, version: str, first: int = 0) -> Reading:
    """`first` shifts the encoder's windows (for tests that their place does not matter)."""
    text = report.text
    tokens = tokenize(text, encoder.tokenizer)
    candidates: list[Candidate] = []
    if len(tokens):
        views = encode_report(tokens, encoder, first=first)
        candidates = turn_citations(text, decode_attributions(text, tokens, views, encoder))
    sentences = split_sentences(text)
    attributions = _attributions(text, candidates)
    return Reading(
        report=report,
        layers=("attributions",),
        reader=version,
        attributions=attributions,
        own_voice=_own_voice(sentences, attributions),
        sentences=sentences,
    )


def _attributions(text: str, candidates: list[Candidate]) -> tuple[Attribution, ...]:
    parents = link_parents(text, candidates)
    order = _outer_first(candidates, parents)
    ids = {index: f"A{number}" for number, index in enumerate(order, 1)}
    stretches = quoted_stretches(text)
    out = []
    for index in order:
        candidate, parent = candidates[index], parents[index]
        out.append(
            Attribution(
                id=ids[index],
                source=candidate.source,
                source_kind=candidate.source_kind,
                source_name=None,
                cue=candidate.cue,
                content=candidate.content,
                quotation=quotation_of(text, candidate.cue, candidate.content, stretches),
                inside=None if parent is None else ids[parent],
                chain=(),
                score=candidate.score,
            )
        )
    return tuple(out)


def _outer_first(candidates: list[Candidate], parents: list[int | None]) -> list[int]:
    """Indices in text order of the cues, but every attribution after the one it lies inside."""
    order: list[int] = []
    for index in sorted(range(len(candidates)), key=lambda i: candidates[i].cue.start):
        line: list[int] = []
        at: int | None = index
        while at is not None and at not in order and at not in line:
            line.append(at)
            at = parents[at]
        order += reversed(line)
    return order


def _own_voice(sentences: tuple[Span, ...], attributions: tuple[Attribution, ...]) -> tuple[Span, ...]:
    """Sentences that no attribution touches with its cue or content."""
    carried = [span for a in attributions for span in (a.cue, *a.content)]
    return tuple(s for s in sentences if not any(s.overlaps(span) for span in carried))
