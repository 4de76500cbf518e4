"""The reader's `Encoder` seam on a training checkpoint, so that what is evaluated is what will be shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reader.encoder import Calibration, Floats, Ints
from training.network import Config, Network


class TorchEncoder:
    version = "checkpoint"

    def __init__(self, checkpoint: Path, tokenizer: Path, calibration: Calibration | None = None) -> None:
        self.network = Network(Config())
        self.network.load_state_dict(torch.load(checkpoint, weights_only=True))
        self.network.eval()
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.calibration = calibration or uncalibrated(self.network)

    @torch.inference_mode()
    def encode(self, ids: Ints, cases: Ints, gaps: Ints, quotes: Ints) -> tuple[Floats, Floats, Floats]:
        rows = [torch.from_numpy(np.asarray(a))[None] for a in (ids, cases, gaps, quotes)]
        cue, tokens, cues = self.network.encode(*rows, torch.ones(1, len(ids), dtype=torch.bool))
        return cue[0].numpy(), tokens[0].numpy(), cues[0].numpy()

    @torch.inference_mode()
    def roles(self, tokens: Floats, cue: Floats, in_cue: Ints, mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        emissions, kinds = self.network.roles(*(torch.from_numpy(a) for a in (tokens, cue, in_cue, mask)))
        return emissions.numpy(), kinds.numpy()


def uncalibrated(network: Network) -> Calibration:
    """Scores straight from the evidence; nothing is left out."""
    transitions = network.crf.transitions().detach().numpy()
    return Calibration(transitions, cue_bias=0.0, intercept=0.0, cue_weight=1.0, roles_weight=0.1, threshold=0.0)
