"""How well the encoder types an event whose two parties are given: PLV by cross-validation (macro-F1 over 15 types).

    python -m training.event_types --shared ../shared --labels training/labels --tokenizer FILE --from CHECKPOINT

PLV (Hu et al., 2024) gives a sentence, its source and its target; YIELD joins CONCEDE and RETREAT. The encoder sees the
two parties marked by an embedding and a small head reads the words around them. It is first fitted on our own claims
with an actor and a recipient in one sentence, then on each fold's sentences. Nothing of it is shipped: it measures the
encoder and the claims that it learned from.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reader.sentences import split_sentences
from onrecord.reader.tokens import Tokens, tokenize
from training.batches import CLS, SEP
from training.corpora import Document, Span, corpus_texts, read_gold, read_labels
from training.network import Config, Encoder, Network
from training.targets import token_range
from training.warm_start import load_shipped

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
YIELD = frozenset({"CONCEDE", "RETREAT"})
_NONE, _SOURCE, _TARGET = range(3)
_LONGEST = 254


@dataclass(frozen=True)
class Item:
    tokens: Tokens
    first: int
    last: int
    parties: np.ndarray  # one of _NONE, _SOURCE, _TARGET a token
    label: int


class PairTyper(nn.Module):
    """Encoder with the parties marked → logits over TYPES."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.parties = nn.Embedding(3, width)
        nn.init.zeros_(self.parties.weight)
        self.query = nn.Linear(2 * width, width)
        self.hidden = nn.Linear(4 * width, width)
        self.types = nn.Linear(width, len(TYPES))
        self.dropout = nn.Dropout(0.2)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        ids, cases, gaps, quotes, parties = rows
        e = self.encoder
        place = torch.arange(ids.shape[1])
        x = e.words(ids) + e.positions(place) + e.cases(cases) + e.gaps(gaps) + e.quotes(quotes) + self.parties(parties)
        x = e.dropout(e.norm(x))
        for layer in e.layers:
            x = layer(x, mask)
        source, target = (_mean(x, parties == party) for party in (_SOURCE, _TARGET))
        asked = self.query(torch.cat([source, target], -1))
        weights = (x @ asked[:, :, None]).squeeze(-1) / x.shape[-1] ** 0.5
        looked = (weights.masked_fill(~mask, -1e4).softmax(-1)[:, :, None] * x).sum(1)
        seen = torch.cat([source, target, looked, _mean(x, mask)], -1)
        return self.types(self.dropout(F.gelu(self.hidden(self.dropout(seen)))))


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    return (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def main() -> None:
    options = arguments()
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    config = Config()
    network = Network(config)
    if options.start.is_dir():
        load_shipped(network, options.start)
    else:
        network.load_state_dict(torch.load(options.start, weights_only=True))
    network.encoder.words.weight.requires_grad_(False)
    model = PairTyper(network.encoder, config.width)

    documents = list(read_gold(options.shared / "gold/train"))
    documents += read_labels(options.labels, corpus_texts(options.shared / "data"))
    own = [item for d in documents for item in claim_items(d, tokenizer)]
    plv = [plv_item(json.loads(line), tokenizer) for line in (options.shared / "data/plv/train.jsonl").open()]
    print(f"{len(own)} own claims with two parties, {len(plv)} sentences of PLV", flush=True)
    fit(model, own, options.own_epochs, options.rate, rng)
    report("own claims alone", plv, predicted(model, plv))

    order = list(range(len(plv)))
    random.Random(0).shuffle(order)
    guesses = np.zeros((len(plv), len(TYPES)))
    for fold in range(options.folds):
        held = set(order[fold :: options.folds])
        one = copy.deepcopy(model)
        fit(one, [plv[i] for i in order if i not in held], options.epochs, options.rate, rng)
        for i, row in zip(sorted(held), predicted(one, [plv[i] for i in sorted(held)]), strict=True):
            guesses[i] = row
        print(f"fold {fold + 1} of {options.folds}", flush=True)
    report(f"{options.folds}-fold cross-validation", plv, guesses)


def claim_items(document: Document, tokenizer: Tokenizer) -> Iterator[Item]:
    """Own claims whose first actor and recipient stand in the trigger's sentence."""
    for claim in document.claims or ():
        if not claim.actors or not claim.recipients:
            continue
        sentence = next((s for s in split_sentences(document.text) if s.start <= claim.trigger[0] < s.end), None)
        if sentence is None:
            continue
        parties = (claim.actors[0], claim.recipients[0])
        if all(sentence.start <= a and b <= sentence.end for a, b in parties):
            text = sentence.of(document.text)
            shifted = [(a - sentence.start, b - sentence.start) for a, b in parties]
            label = "YIELD" if claim.event_type in YIELD else claim.event_type
            yield item(text, shifted, TYPES.index(label), tokenizer)


def plv_item(row: dict[str, str], tokenizer: Tokenizer) -> Item:
    """A party that the sentence does not hold word for word stays unmarked."""
    text = row["text"]
    spans = []
    for words in (row["source"], row["target"]):
        at = text.find(words) if words else -1
        spans.append((at, at + len(words)) if at >= 0 else (0, 0))
    return item(text, spans, TYPES.index(row["event_type"]), tokenizer)


def item(text: str, spans: Sequence[Span], label: int, tokenizer: Tokenizer) -> Item:
    tokens = tokenize(text, tokenizer)
    parties = np.zeros(len(tokens), dtype=np.int64)
    for party, span in zip((_SOURCE, _TARGET), spans, strict=True):
        first, last = token_range(tokens, span)
        parties[first:last] = party
    return Item(tokens, 0, min(len(tokens), _LONGEST), parties, label)


def batch(items: Sequence[Item]) -> tuple[Tensor, Tensor]:
    length = max(i.last for i in items) + 2
    rows = torch.zeros(5, len(items), length, dtype=torch.long)
    mask = torch.zeros(len(items), length, dtype=torch.bool)
    for r, i in enumerate(items):
        n = i.last
        rows[0, r, 0], rows[0, r, n + 1] = CLS, SEP
        mask[r, : n + 2] = True
        columns = (i.tokens.ids, i.tokens.cases, i.tokens.gaps, i.tokens.quotes, i.parties)
        for c, column in enumerate(columns):
            rows[c, r, 1 : n + 1] = torch.as_tensor(column[:n])
    return rows, mask


def fit(model: PairTyper, items: Sequence[Item], epochs: int, rate: float, rng: random.Random) -> None:
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder") and p.requires_grad]
    lower = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": lower, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01)
    rates = [g["lr"] for g in optimizer.param_groups]
    counts = torch.bincount(torch.tensor([i.label for i in items]), minlength=len(TYPES)).float()
    weights = (counts + 2).rsqrt()
    weights *= counts.sum() / (weights * counts).sum()
    size = 32
    n_steps, step, began = epochs * -(-len(items) // size), 0, time.time()
    for _ in range(epochs):
        order = sorted(rng.sample(list(items), len(items)), key=lambda i: i.last // 8 + rng.random())
        groups = [order[k : k + size] for k in range(0, len(order), size)]
        rng.shuffle(groups)
        for group in groups:
            model.train()
            pace = min((step + 1) / (0.1 * n_steps), max(0.02, 1 - step / n_steps))
            for g, r in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = r * pace
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(*batch(group))
            wanted = torch.tensor([i.label for i in group])
            loss = F.cross_entropy(logits.float(), wanted, weight=weights, label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 100 == 0:
                print(f"  step {step} of {n_steps}, loss {loss.item():.3f}, {time.time() - began:.0f} s", flush=True)


def predicted(model: PairTyper, items: Sequence[Item]) -> np.ndarray:
    model.eval()
    out = []
    with torch.no_grad():
        for k in range(0, len(items), 64):
            out.append(model(*batch(items[k : k + 64])).float().softmax(-1).numpy())
    return np.concatenate(out)


def report(title: str, items: Sequence[Item], guesses: np.ndarray) -> None:
    gold, guess = np.array([i.label for i in items]), guesses.argmax(1)
    f1 = []
    for k in range(len(TYPES)):
        right = int(((gold == k) & (guess == k)).sum())
        f1.append(2 * right / max(1, int((gold == k).sum() + (guess == k).sum())))
    print(f"{title}: macro-F1 {np.mean(f1):.3f}, accuracy {(gold == guess).mean():.3f}")
    print("  " + ", ".join(f"{name} {value:.2f}" for name, value in zip(TYPES, f1, strict=True)), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--labels", type=Path, required=True, help="folder of own labels (training/labels)")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, required=True, help="a checkpoint, or shipped weights")
    parser.add_argument("--own-epochs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
