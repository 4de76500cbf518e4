"""Trains the reader's network: corpora → checkpoint, top to bottom.

    python -m training.train --shared ../shared --labels training/labels --encoder model.safetensors \\
        --tokenizer tokenizer.json --out build/reader

Writes OUT/epoch-NN.pt (averaged weights) after each epoch and OUT/log.jsonl as it goes; --from starts from the
weights of a checkpoint or of a release, with a fresh schedule. The encoder computes in bfloat16 where the processor has
instructions for it, everything else in single precision.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import batches
from training.corpora import Document, corpus_texts, held_out, read_gold, read_labels, read_polnear, with_inner
from training.gum import read_gum
from training.losses import class_weights, losses
from training.network import Config, Network, load_pretrained
from training.targets import example
from training.warm_start import load_shipped


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    corpora = training_documents(options)
    made = {d.sha256: example(d, tokenizer) for d in (*corpora.outermost, *corpora.complete) if d.text.strip()}
    n_tokens = sum(len(made[d.sha256].tokens) for d in corpora.epoch(rng, options.share))
    n_cues, n_triggers = sum(len(e.cues) for e in made.values()), sum(len(e.triggers) for e in made.values())
    print(f"{len(made)} texts, {n_cues} attributions, {n_triggers} claims; {n_tokens} tokens an epoch", flush=True)

    balance = class_weights(made[d.sha256] for d in corpora.complete if d.sha256 in made)
    config = Config()
    network = Network(config)
    load_pretrained(network, options.encoder, config)
    if options.start and options.start.is_dir():
        print("new in this network:", *sorted({n.split(".")[0] for n in load_shipped(network, options.start)}))
    elif options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True))
    network.encoder.words.weight.requires_grad_(False)
    average = copy.deepcopy(network).eval()

    optimizer = torch.optim.AdamW(parameter_groups(network, options), betas=(0.9, 0.98), eps=1e-6)
    n_steps = options.epochs * math.ceil(1.08 * n_tokens / options.batch_tokens)
    rates = [g["lr"] for g in optimizer.param_groups]
    step, began = 0, time.time()
    log = (options.out / "log.jsonl").open("a")
    for epoch in range(options.epochs):
        examples = [made[d.sha256] for d in corpora.epoch(rng, options.share) if d.sha256 in made]
        for batch in batches(examples, options.batch_tokens, rng, hidden=options.hidden):
            network.train()
            pace = min((step + 1) / (0.06 * n_steps), max(0.02, 1 - step / n_steps))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            parts = losses(network, batch, balance)
            total = sum(parts.values())
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            follow(average, network, min(0.998, step / (step + 10)))
            step += 1
            if step % 20 == 0:
                row = {"epoch": epoch, "step": step, "of": n_steps, "s": round(time.time() - began)}
                row |= {k: round(v.item(), 4) for k, v in parts.items()}
                print(*(f"{k} {v}" for k, v in row.items()), flush=True)
                log.write(json.dumps(row) + "\n")
                log.flush()
        torch.save(average.state_dict(), options.out / f"epoch-{epoch + 1:02d}.pt")
        if epoch + 1 == options.stop_after:
            break


def follow(average: Network, network: Network, decay: float) -> None:
    """Exponential moving average of the weights, which reads better than the last step's."""
    with torch.no_grad():
        for a, b in zip(average.parameters(), network.parameters(), strict=True):
            if b.requires_grad:
                a.lerp_(b, 1 - decay)


@dataclass(frozen=True)
class Corpora:
    """What is seen in an epoch: `outermost` (PolNeAR) in a random share, the rest as many times as it stands here."""

    outermost: list[Document]
    complete: list[Document]

    def epoch(self, rng: random.Random, share: float) -> list[Document]:
        return rng.sample(self.outermost, round(share * len(self.outermost))) + self.complete


def training_documents(options: argparse.Namespace) -> Corpora:
    """What is annotated completely (inner attributions too) `--repeat` times an epoch, GUM `--repeat-gum` times."""
    polnear = list(read_polnear(options.shared / "data/polnear/train.jsonl"))
    complete = list(read_gold(options.shared / "gold/train"))
    if options.labels:
        polnear = with_inner(polnear, options.labels)
        own = read_labels(options.labels, corpus_texts(options.shared / "data"))
        complete += [document for document in own if not held_out(document)]
    complete += [document for document in polnear if document.complete]
    gum = list(read_gum(options.shared / "data/gum/train"))
    outermost = [document for document in polnear if not document.complete]
    return Corpora(outermost, complete * options.repeat + gum * options.repeat_gum)


def parameter_groups(network: Network, options: argparse.Namespace) -> list[dict[str, object]]:
    """Lower layers move less (layer-wise decay, Sun et al. 2019); norms and biases are not shrunk."""
    groups = []
    for name, p in network.named_parameters():
        if not p.requires_grad:
            continue
        parts = name.split(".")
        if parts[0] == "encoder":
            depth = int(parts[2]) + 1 if parts[1] == "layers" else 0
            rate = options.rate * 0.9 ** (6 - depth)
            if parts[1] in ("cases", "gaps", "quotes"):
                rate = options.rate
        else:
            rate = options.head_rate
        groups.append({"params": [p], "lr": rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return groups


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--labels", type=Path, help="folder of own labels (training/labels)")
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder, BERT layout, safetensors")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint, or a folder of shipped weights")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--stop-after", type=int, help="end after this epoch, on the schedule of all epochs")
    parser.add_argument(
        "--repeat", type=int, default=2, help="times each completely annotated document is seen an epoch"
    )
    parser.add_argument("--repeat-gum", type=int, default=3, help="times each GUM document is seen an epoch")
    parser.add_argument("--share", type=float, default=0.6, help="share of PolNeAR that is seen an epoch")
    parser.add_argument("--batch-tokens", type=int, default=3072)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--hidden", type=float, default=0.0, help="share of word pieces hidden from the encoder")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
