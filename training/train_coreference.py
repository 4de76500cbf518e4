"""Fits the coreference scorer behind the finished encoder: GUM train → the `link.*` arrays of mentions.npz.

    python -m training.train_coreference --shared ../shared [--weights src/onrecord/reader/weights]

Runs on the shipped graphs as the reader does: whole reports, stitched views, mentions as they are found. A found
mention that the corpus lacks counts as one of its own. Minutes on one core; run after export.py, before calibrate.py.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.reader.coreference import FEATURES, Page, mention_pairs
from onrecord.reader.encoder import OnnxEncoder
from onrecord.reader.mentions import MentionCandidates, decode_mentions
from onrecord.reader.quotation import quoted_stretches
from onrecord.reader.sentences import split_sentences
from onrecord.reader.tokens import Tokens, tokenize
from onrecord.reader.windows import encode_report
from training.corpora import Document
from training.export import read_fitted, save_arrays, write_manifest
from training.gum import read_gum
from training.targets import token_range


@dataclass(frozen=True)
class Case:
    both: Tensor  # (n, 2·view)
    anaphor: Tensor
    antecedent: Tensor
    features: Tensor
    right: Tensor  # (n_pairs,) whether the pair is of one chain


class LinkScorer(nn.Module):
    """The same arithmetic as reader.coreference.score_pairs, with dropout."""

    def __init__(self, n_views: int, product: int = 48, hidden: int = 64, dropout: float = 0.3) -> None:
        super().__init__()
        self.anaphor = nn.Linear(n_views, product, bias=False)
        self.antecedent = nn.Linear(n_views, product, bias=False)
        self.product = nn.Linear(product, hidden, bias=False)
        self.own_anaphor = nn.Linear(n_views, hidden, bias=False)
        self.own_antecedent = nn.Linear(n_views, hidden, bias=False)
        self.features = nn.Embedding(sum(FEATURES.values()), hidden)
        self.score = nn.Linear(hidden, 1, bias=False)
        self.first_hidden = nn.Linear(n_views, hidden)
        self.first = nn.Linear(hidden, 1, bias=False)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.features.weight, std=0.1)

    def forward(self, case: Case) -> tuple[Tensor, Tensor]:
        both = self.dropout(case.both)
        product = self.dropout(self.anaphor(both)[case.anaphor] * self.antecedent(both)[case.antecedent])
        hidden = self.product(product) + self.own_anaphor(both)[case.anaphor]
        hidden = hidden + self.own_antecedent(both)[case.antecedent] + self.features(case.features).sum(1)
        pairs = self.score(self.dropout(F.relu(hidden))).squeeze(-1)
        return pairs, self.first(self.dropout(F.relu(self.first_hidden(both)))).squeeze(-1)

    def arrays(self) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
        found = {
            "anaphor": self.anaphor.weight.T, "antecedent": self.antecedent.weight.T, "product": self.product.weight.T,
            "own_anaphor": self.own_anaphor.weight.T, "own_antecedent": self.own_antecedent.weight.T,
            "features": self.features.weight, "score": self.score.weight[0],
            "first_hidden": self.first_hidden.weight.T, "first_bias": self.first_hidden.bias,
            "first": self.first.weight[0],
        }  # fmt: skip
        return {f"link.{name}": tensor.detach().numpy().astype(np.float16) for name, tensor in found.items()}


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    encoder = OnnxEncoder(options.weights)
    cases = [case_of(d, encoder) for d in read_gum(options.shared / "data/gum/train")]
    print(f"{len(cases)} documents, {sum(len(c.right) for c in cases)} pairs", flush=True)
    scorer = LinkScorer(cases[0].both.shape[1])
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=2e-3, weight_decay=0.01)
    n_steps = options.epochs * len(cases)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=2e-3, total_steps=n_steps, pct_start=0.1)
    for epoch in range(options.epochs):
        rng.shuffle(cases)
        total = n_mentions = 0.0
        for case in cases:
            loss = marginal_loss(scorer, case)
            optimizer.zero_grad(set_to_none=True)
            (loss / len(case.both)).backward()
            torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, n_mentions = total + loss.item(), n_mentions + len(case.both)
        print(f"epoch {epoch + 1}: {total / n_mentions:.4f} nats a mention", flush=True)
    with np.load(options.weights / "mentions.npz") as old:
        arrays = {name: old[name] for name in old.files if not name.startswith("link.")}
    save_arrays(options.weights / "mentions.npz", arrays | scorer.arrays())
    write_manifest(options.weights, read_fitted(options.weights))


def marginal_loss(scorer: LinkScorer, case: Case) -> Tensor:
    """Negative log likelihood that each mention goes back to any right antecedent, or rightly to none."""
    pairs, first = scorer(case)
    n = len(first)
    everything = torch.cat([first, pairs])
    owner = torch.cat([torch.arange(n), case.anaphor])
    has_right = torch.zeros(n, dtype=torch.bool)
    has_right[case.anaphor[case.right]] = True
    wanted = torch.cat([~has_right, case.right])
    return (segment_logsumexp(everything, owner, n) - segment_logsumexp(everything[wanted], owner[wanted], n)).sum()


def segment_logsumexp(values: Tensor, owner: Tensor, n: int) -> Tensor:
    top = torch.full((n,), -1e9).scatter_reduce(0, owner, values.detach(), "amax")
    return torch.zeros(n).index_add(0, owner, torch.exp(values - top[owner])).log() + top


def case_of(document: Document, encoder: OnnxEncoder) -> Case:
    tokens = tokenize(document.text, encoder.tokenizer)
    views = encode_report(tokens, encoder)
    sentences = split_sentences(document.text)
    mentions = decode_mentions(tokens, views, encoder, sentences)
    page = Page(document.text, tokens, sentences, quoted_stretches(document.text))
    pairs = mention_pairs(page, mentions)
    chains = reference_chains(document, tokens, mentions)
    both = np.concatenate([views.start_view[mentions.start], views.end_view[mentions.end]], axis=1)
    t = torch.from_numpy
    right = t(chains[pairs.anaphor] == chains[pairs.antecedent])
    return Case(t(both), t(pairs.anaphor), t(pairs.antecedent), t(pairs.features), right)


def reference_chains(document: Document, tokens: Tokens, mentions: MentionCandidates) -> np.ndarray:  # type: ignore[type-arg]
    """The reference chain of each found mention; -1, -2 … for mentions that the reference lacks."""
    known = {token_range(tokens, (m.start, m.end)): m.chain for m in document.mentions or ()}
    found = zip(mentions.start.tolist(), mentions.end.tolist(), strict=True)
    return np.array([known.get((s, e + 1), -1 - i) for i, (s, e) in enumerate(found)], dtype=np.int64)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path("src/onrecord/reader/weights"))
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
