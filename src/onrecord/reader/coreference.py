"""Mentions → chains: each mention goes back to one earlier mention, or starts a chain of its own.

Mention ranking (Denis & Baldridge 2008; the neural form of Clark & Manning 2016) over the finished views of the
encoder: a small two-layer scorer sees both mentions' views, their product, and what their words and places tell. It
runs over the whole report, however long; nothing is cut at windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.encoder import Floats, Ints, Views
from onrecord.reader.labels import MENTION_KINDS
from onrecord.reader.mention_words import N_PRONOUNS, Determiner, MentionWords, Relation, mention_words, related_pairs
from onrecord.reader.mentions import MentionCandidates
from onrecord.reader.products import times
from onrecord.reader.tokens import Tokens
from onrecord.schema import Span

REACH = 60  # how many mentions back an antecedent without common words is looked for
_AT_ONCE = 2048  # pairs that are scored together: what they take fits the processor's cache
_N_DISTANCES, _N_SENTENCES, _N_QUOTES, _N_PLACES = 8, 6, 5, 5

# Name of a feature → how many values it has. The order is that of `pair_features`' columns.
FEATURES: dict[str, int] = {
    "relation": len(Relation),
    "pronouns": N_PRONOUNS * N_PRONOUNS,
    "kinds": len(MENTION_KINDS) ** 2,
    "determiners": len(Determiner) ** 2,
    "numbers": 9,
    "distance": _N_DISTANCES,
    "sentences": _N_SENTENCES,
    "quotes": _N_QUOTES,
    "place": _N_PLACES,
}


@dataclass(frozen=True)
class Page:
    """A report's text with what was cut from it before any mention was read."""

    text: str
    tokens: Tokens
    sentences: Sequence[Span]
    quoted: Sequence[Span]


@dataclass(frozen=True)
class Pairs:
    """All pairs that are scored: mention numbers, and features (n_pairs, features) as row numbers of one table."""

    anaphor: Ints
    antecedent: Ints
    features: Ints


def decode_chains(page: Page, views: Views, mentions: MentionCandidates, weights: dict[str, Floats]) -> Ints:
    """For each mention the number of its chain; chains are numbered by their first mention."""
    n = len(mentions)
    if not n:
        return np.zeros(0, dtype=np.int64)
    pairs = mention_pairs(page, mentions)
    both = np.concatenate([views.start_view[mentions.start], views.end_view[mentions.end]], axis=1)
    scores, first = score_pairs(both, pairs, weights)
    best, back = first.copy(), np.full(n, -1)
    likely = np.flatnonzero(scores > first[pairs.anaphor])
    for i, j, score in zip(
        pairs.anaphor[likely].tolist(), pairs.antecedent[likely].tolist(), scores[likely].tolist(), strict=True
    ):
        if score > best[i]:
            best[i], back[i] = score, j
    chains = np.zeros(n, dtype=np.int64)
    n_chains = 0
    for i in range(n):
        if back[i] < 0:
            chains[i], n_chains = n_chains, n_chains + 1
        else:
            chains[i] = chains[back[i]]
    return chains


def score_pairs(both: Floats, pairs: Pairs, weights: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Logit of each pair and of each mention's starting a chain. both : (n, 2·view) views of the mentions."""
    left, right = times(both, weights["link.anaphor"]), times(both, weights["link.antecedent"])
    own_left, own_right = times(both, weights["link.own_anaphor"]), times(both, weights["link.own_antecedent"])
    scores = np.empty(len(pairs.anaphor), dtype=np.float32)
    for low in range(0, len(scores), _AT_ONCE):
        i, j = pairs.anaphor[low : low + _AT_ONCE], pairs.antecedent[low : low + _AT_ONCE]
        product = left.take(i, axis=0)
        product *= right.take(j, axis=0)
        hidden = times(product, weights["link.product"])
        hidden += own_left.take(i, axis=0)
        hidden += own_right.take(j, axis=0)
        hidden += _feature_sums(pairs.features[low : low + _AT_ONCE], weights["link.features"])
        scores[low : low + _AT_ONCE] = times(np.maximum(hidden, 0, out=hidden), weights["link.score"])
    hidden = np.maximum(times(both, weights["link.first_hidden"]) + weights["link.first_bias"], 0)
    return scores, times(hidden, weights["link.first"])


def _feature_sums(rows: Ints, table: Floats) -> Floats:
    """Sum of the table's rows that each pair's features name; column by column, as all at once is ten times as slow.

    (`take` gathers rows in half the time of an index in brackets.)
    """
    sums: Floats = table.take(rows[:, 0], axis=0)
    for column in range(1, rows.shape[1]):
        sums += table.take(rows[:, column], axis=0)
    return sums


def mention_pairs(page: Page, mentions: MentionCandidates) -> Pairs:
    start, end = page.tokens.starts[mentions.start], page.tokens.ends[mentions.end]
    words = [mention_words(page.text[s:e]) for s, e in zip(start.tolist(), end.tolist(), strict=True)]
    n = len(words)
    back = np.arange(1, REACH + 1)
    i, j = np.repeat(np.arange(n), REACH), (np.arange(n)[:, None] - back).ravel()
    near = np.stack([i, j], axis=1)[j >= 0]
    found = np.array([(i, j, int(r)) for i, j, r in related_pairs(words)], dtype=np.int64).reshape(-1, 3)
    is_far = found[:, 0] - found[:, 1] > REACH
    order = np.concatenate([near, found[is_far][:, :2]])
    table = np.zeros((n, REACH + 1), dtype=np.int64)  # relation by how far back
    close = found[~is_far]
    table[close[:, 0], close[:, 0] - close[:, 1]] = close[:, 2]
    relation = np.concatenate([table[near[:, 0], near[:, 0] - near[:, 1]], found[is_far][:, 2]])
    features = np.stack([relation, *pair_features(page, (start, end), words, mentions.kinds, order)])
    offsets = np.cumsum([0, *list(FEATURES.values())[:-1]])
    return Pairs(order[:, 0], order[:, 1], (features + offsets[:, None]).T)


def pair_features(
    page: Page, spans: tuple[Ints, Ints], words: Sequence[MentionWords], kinds: Sequence[str], order: Ints
) -> list[Ints]:
    """(n_pairs,) values of each feature but the first for pairs (anaphor, antecedent); see FEATURES.

    `spans`: first characters of the mentions, and the characters behind them.
    """
    i, j = np.ascontiguousarray(order.T)
    start, end = spans
    kind = np.array([MENTION_KINDS.index(k) for k in kinds], dtype=np.int64)
    pronoun = np.array([w.pronoun for w in words], dtype=np.int64)
    determiner = np.array([w.determiner for w in words], dtype=np.int64)
    number = np.array([w.number for w in words], dtype=np.int64)
    sentence = np.searchsorted(np.array([s.start for s in page.sentences]), start, side="right")
    quote = _quote_of(start, page.quoted)
    return [
        pronoun[i] * N_PRONOUNS + pronoun[j],
        kind[i] * len(MENTION_KINDS) + kind[j],
        determiner[i] * len(Determiner) + determiner[j],
        number[i] * 3 + number[j],
        np.minimum(np.log2(np.maximum(i - j, 1)).astype(np.int64), _N_DISTANCES - 1),
        np.minimum(sentence[i] - sentence[j], _N_SENTENCES - 1).clip(0),
        _quotes(quote[i], quote[j]),
        _places(page.text, start, end, i, j),
    ]


def _quote_of(start: Ints, quoted: Sequence[Span]) -> Ints:
    """Number of the quoted stretch in which each mention starts, 0 outside."""
    out = np.zeros(len(start), dtype=np.int64)
    for number, stretch in enumerate(quoted, 1):
        out[(start >= stretch.start) & (start < stretch.end)] = number
    return out


def _quotes(i: Ints, j: Ints) -> Ints:
    """0 both outside, 1 only the anaphor quoted, 2 only the antecedent, 3 the same quotation, 4 two quotations."""
    return np.where(i > 0, np.where(j > 0, np.where(i == j, 3, 4), 1), np.where(j > 0, 2, 0)).astype(np.int64)


def _places(text: str, start: Ints, end: Ints, i: Ints, j: Ints) -> Ints:
    """0 apart, 1 the anaphor lies in the antecedent, 2 right behind it, 3 behind a comma or bracket, 4 behind "is"."""
    out = np.zeros(len(i), dtype=np.int64)
    out[start[i] < end[j]] = 1
    first, last = start[i], end[j]
    gap = first - last
    close = np.flatnonzero((gap >= 0) & (gap <= 6))
    for pair, low, high in zip(close.tolist(), last[close].tolist(), first[close].tolist(), strict=True):
        between = text[low:high].strip()
        if not between:
            out[pair] = 2
        elif between in (",", "(", ", the", "–", "-", "—", ":"):
            out[pair] = 3
        elif between in ("is", "was", "are", "were", "as"):
            out[pair] = 4
    return out


def no_links(n_views: int, hidden: int = 1) -> dict[str, NDArray[np.float32]]:
    """Weights of a scorer that links nothing, to run the heads before it is fitted."""
    n_features = sum(FEATURES.values())
    zeros = {
        "link.anaphor": (n_views, hidden), "link.antecedent": (n_views, hidden), "link.product": (hidden, hidden),
        "link.own_anaphor": (n_views, hidden), "link.own_antecedent": (n_views, hidden),
        "link.features": (n_features, hidden), "link.score": (hidden,),
        "link.first_hidden": (n_views, hidden), "link.first_bias": (hidden,), "link.first": (hidden,),
    }  # fmt: skip
    return {name: np.zeros(shape, dtype=np.float32) for name, shape in zeros.items()}
