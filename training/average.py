"""The mean of several checkpoints' weights: reads better than the last one's alone (docs/log.md).

python -m training.average OUT.pt CHECKPOINT.pt...
"""

from __future__ import annotations

import sys

import torch


def main() -> None:
    out, *paths = sys.argv[1:]
    states = [torch.load(path, weights_only=True) for path in paths]
    torch.save({name: sum(state[name] for state in states) / len(states) for name in states[0]}, out)


if __name__ == "__main__":
    main()
