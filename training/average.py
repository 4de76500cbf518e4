"""The mean of several checkpoints' weights: reads better than the last one's alone (docs/log.md).

    python -m training.average OUT.pt CHECKPOINT.pt... [--release FOLDER --share 0.25]

`--release` mixes in a share of an earlier release's files: what new training made a little worse comes back in part.
Parameters that the release does not hold, and the heads of claims, stay the checkpoints' own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.network import Config, Network
from training.warm_start import load_shipped

CLAIM_HEADS = ("claims.", "claim_view.", "trigger_view.", "trigger_hidden.", "trigger_tags.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--release", type=Path, help="folder of shipped weights")
    parser.add_argument("--share", type=float, default=0.25)
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.checkpoints]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save(mixed(mean, options.release, options.share) if options.release else mean, options.out)


def mixed(mean: dict[str, Tensor], release: Path, share: float) -> dict[str, Tensor]:
    network = Network(Config())
    new = set(load_shipped(network, release)) | {"encoder.words.weight"}  # the word embeddings were never trained
    new |= {name for name in mean if name.startswith(CLAIM_HEADS)}
    old = network.state_dict()
    return {
        name: tensor if name in new or not tensor.is_floating_point() else torch.lerp(tensor, old[name], share)
        for name, tensor in mean.items()
    }


if __name__ == "__main__":
    main()
