"""Report → Reading: the order of the reader's steps.

Names are left as they stand in the text (`source_name` None, `chain` empty): who is meant is the next stage's work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.reader.attributions import Candidate, decode_attributions
from onrecord.reader.citations import turn_citations
from onrecord.reader.claims import ClaimCandidate, decode_claims
from onrecord.reader.coreference import Page, decode_chains
from onrecord.reader.encoder import Encoder, Ints
from onrecord.reader.mentions import MentionCandidates, decode_mentions, with_sources
from onrecord.reader.nesting import link_parents
from onrecord.reader.quotation import quotation_of, quoted_stretches
from onrecord.reader.reach import within_reach
from onrecord.reader.sentences import split_sentences
from onrecord.reader.tokens import Tokens, tokenize
from onrecord.reader.windows import encode_report
from onrecord.schema import Attribution, Chain, Claim, ClaimPlace, ClaimTime, Mention, Party, Reading, Report, Span


def decode_report(report: Report, encoder: Encoder, *, version: str, first: int = 0) -> Reading:
    """`first` shifts the encoder's windows (for tests that their place does not matter)."""
    text = report.text
    tokens = tokenize(text, encoder.tokenizer)
    sentences = split_sentences(text)
    quoted = quoted_stretches(text)
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    if len(tokens):
        views = encode_report(tokens, encoder, first=first)
        candidates = turn_citations(text, decode_attributions(text, tokens, views, encoder))
        candidates = within_reach(candidates, sentences)
        attributions = _attributions(text, candidates, quoted)
        claims = _claims(text, decode_claims(tokens, views, encoder))
        sources = [(c.source, c.source_kind, c.score) for c in candidates if c.source]
        found = with_sources(decode_mentions(tokens, views, encoder, sentences), tokens, sources)
        numbers = decode_chains(Page(text, tokens, sentences, quoted), views, found, encoder.mentions.arrays)
        mentions, chains = _mentions(tokens, found, numbers)
    return Reading(
        report=report,
        layers=("attributions", "claims", "mentions", "chains"),
        reader=version,
        attributions=attributions,
        claims=claims,
        mentions=mentions,
        chains=chains,
        own_voice=_own_voice(sentences, attributions),
        sentences=sentences,
    )


def _attributions(text: str, candidates: list[Candidate], quoted: list[Span]) -> tuple[Attribution, ...]:
    parents = link_parents(text, candidates)
    order = _outer_first(candidates, parents)
    ids = {index: f"A{number}" for number, index in enumerate(order, 1)}
    out = []
    for index in order:
        candidate, parent = candidates[index], parents[index]
        out.append(
            Attribution(
                id=ids[index],
                source=candidate.source,
                source_kind=candidate.source_kind,
                source_name=None,
                act=candidate.act,
                act_score=candidate.act_score,
                cue=candidate.cue,
                content=candidate.content,
                quotation=quotation_of(text, candidate.cue, candidate.content, quoted),
                inside=None if parent is None else ids[parent],
                chain=(),
                score=candidate.score,
            )
        )
    return tuple(out)


def _claims(text: str, candidates: list[ClaimCandidate]) -> tuple[Claim, ...]:
    """Parties and places under their own words; who they are, and on whose word the claim stands, comes later."""

    def parties(spans: tuple[Span, ...]) -> tuple[Party, ...]:
        return tuple(Party(span=span, name=span.of(text)) for span in spans)

    return tuple(
        Claim(
            id=f"C{number}",
            trigger=c.trigger,
            event_type=c.event_type,
            mode=c.mode,
            actors=parties(c.actors),
            recipients=parties(c.recipients),
            status=c.status,
            negated=c.negated,
            time=ClaimTime(span=c.time) if c.time else None,
            place=ClaimPlace(span=c.place, name=c.place.of(text)) if c.place else None,
            score=c.score,
        )
        for number, c in enumerate(candidates, 1)
    )


def _mentions(tokens: Tokens, found: MentionCandidates, numbers: Ints) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """A chain is of the kind that most of its mentions are of, the earlier where two are as many."""
    mentions = []
    kinds: dict[str, list[str]] = {}
    starts, ends = tokens.starts[found.start].tolist(), tokens.ends[found.end].tolist()
    for start, end, kind, score, number in zip(
        starts, ends, found.kinds, found.score.tolist(), numbers.tolist(), strict=True
    ):
        chain = f"E{number + 1}"
        kinds.setdefault(chain, []).append(kind)
        mentions.append(Mention(start=start, end=end, kind=kind, chain=chain, score=round(score, 4)))
    chains = [Chain(id=chain, kind=max(of, key=of.count)) for chain, of in kinds.items()]
    return tuple(mentions), tuple(chains)


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
    starts = [s.start for s in sentences]
    touched: set[int] = set()
    for span in (span for a in attributions for span in (a.cue, *a.content)):
        last = bisect_left(starts, span.end)
        first = max(bisect_right(starts, span.start) - 1, 0)
        touched.update(i for i in range(first, last) if sentences[i].overlaps(span))
    return tuple(s for i, s in enumerate(sentences) if i not in touched)
