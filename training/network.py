"""The network: a small pretrained encoder under the heads that read attributions, claims and mentions.

word pieces ─ encoder ─┬─ cue tags          which words signal an attribution (flat: cues never overlap)
                       ├─ trigger tags      which words name a political interaction
                       ├─ token, cue views  → attribution decoder: source, content, kind, act of EACH cue
                       ├─ claim, trigger views → claim decoder: actors, type, mode, status … of EACH trigger
                       └─ start, end views  → mentions (span = start × end) and their coreference
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.reader.labels import (
    ACTOR_TAGS,
    ATTRIBUTION_CLASSES,
    CLAIM_CLASSES,
    CLAIM_TAGS,
    CUE_TAGS,
    MENTION_KINDS,
    ROLE_TAGS,
    SOURCE_TAGS,
    TRIGGER_TAGS,
)
from onrecord.reader.tokens import N_CASES, N_GAPS, N_QUOTES
from training.span_decoder import DecoderConfig, SpanDecoder, attend


@dataclass(frozen=True)
class Config:
    vocabulary: int = 30522
    width: int = 384
    n_layers: int = 6
    n_heads: int = 12
    feed_forward: int = 1536
    n_positions: int = 512
    trigger_hidden: int = 192
    mention_view: int = 96
    decoder: DecoderConfig = field(default_factory=DecoderConfig)
    dropout: float = 0.1


class EncoderLayer(nn.Module):
    """Post-norm transformer layer, as BERT has it."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.n_heads = config.n_heads
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.norm1 = nn.LayerNorm(config.width, eps=1e-12)
        self.up = nn.Linear(config.width, config.feed_forward)
        self.down = nn.Linear(config.feed_forward, config.width)
        self.norm2 = nn.LayerNorm(config.width, eps=1e-12)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.norm1(x + self.out(attend(self.qkv(x), self.n_heads, mask)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.words = nn.Embedding(config.vocabulary, config.width)
        self.positions = nn.Embedding(config.n_positions, config.width)
        self.cases = nn.Embedding(N_CASES, config.width)
        self.gaps = nn.Embedding(N_GAPS, config.width)
        self.quotes = nn.Embedding(N_QUOTES, config.width)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.n_layers))
        self.dropout = nn.Dropout(config.dropout)
        for features in (self.cases, self.gaps, self.quotes):  # start as the pretrained encoder, exactly
            nn.init.zeros_(features.weight)

    def forward(self, ids: Tensor, cases: Tensor, gaps: Tensor, quotes: Tensor, mask: Tensor | None) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions) + self.cases(cases) + self.gaps(gaps) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


# What `Network.heads` returns, in order: the names of encoder.onnx's outputs.
OUTPUTS = (
    "cue_logits",
    "token_view",
    "cue_view",
    "trigger_logits",
    "claim_view",
    "trigger_view",
    "start_view",
    "end_view",
)


class Network(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        view = config.decoder.view
        self.encoder = Encoder(config)
        self.cue_hidden = nn.Linear(config.width, config.width)
        self.cue_tags = nn.Linear(config.width, len(CUE_TAGS))
        self.token_view = nn.Linear(config.width, view)
        self.cue_view = nn.Linear(config.width, view)
        self.attributions = SpanDecoder(config.decoder, ROLE_TAGS, SOURCE_TAGS, ATTRIBUTION_CLASSES)
        self.trigger_hidden = nn.Linear(config.width, config.trigger_hidden)
        self.trigger_tags = nn.Linear(config.trigger_hidden, len(TRIGGER_TAGS))
        self.claim_view = nn.Linear(config.width, view)
        self.trigger_view = nn.Linear(config.width, view)
        self.claims = SpanDecoder(config.decoder, CLAIM_TAGS, ACTOR_TAGS, CLAIM_CLASSES)
        self.start_view = nn.Linear(config.width, config.mention_view)
        self.end_view = nn.Linear(config.width, config.mention_view)
        self.mentions = MentionScorer(config.mention_view)
        self.dropout = nn.Dropout(config.dropout)

    def encode(
        self, ids: Tensor, cases: Tensor, gaps: Tensor, quotes: Tensor, mask: Tensor | None
    ) -> dict[str, Tensor]:
        """Name of an output → (batch, length, size). See OUTPUTS."""
        return self.with_names(self.encoder(ids, cases, gaps, quotes, mask))

    def with_names(self, hidden: Tensor) -> dict[str, Tensor]:
        return dict(zip(OUTPUTS, self.heads(hidden), strict=True))

    def heads(self, x: Tensor) -> tuple[Tensor, ...]:
        return (
            self.cue_tags(self.dropout(F.gelu(self.cue_hidden(x)))),
            self.token_view(x),
            self.cue_view(x),
            self.trigger_tags(self.dropout(F.gelu(self.trigger_hidden(x)))),
            self.claim_view(x),
            self.trigger_view(x),
            F.gelu(self.start_view(x)),
            F.gelu(self.end_view(x)),
        )


class MentionScorer(nn.Module):
    """Whether tokens s … e are a mention, what kind it is, and which earlier mention it goes back to.

    Biaffine over start and end views (Dozat & Manning 2017), as start-to-end coreference has it (Kirstain et al., ACL
    2021): no vector is built for the many spans that are no mention. `links` trains the views for coreference; the
    scorer that is shipped is fitted behind the finished views (train_coreference.py), over whole reports.
    """

    def __init__(self, view: int) -> None:
        super().__init__()
        self.start = nn.Linear(view, 1)
        self.end = nn.Linear(view, 1)
        self.pair = nn.Parameter(torch.zeros(view, view))
        self.kind = nn.Linear(2 * view, len(MENTION_KINDS))
        self.anaphor = nn.Linear(2 * view, 2 * view)
        self.antecedent = nn.Linear(2 * view, 2 * view)
        self.first = nn.Linear(2 * view, 1)
        nn.init.constant_(self.start.bias, -2.0)

    def spans(self, starts: Tensor, ends: Tensor) -> Tensor:
        """(batch, length, view) twice → logits (batch, length, length): is start … end a mention?"""
        return (starts @ self.pair) @ ends.transpose(-1, -2) + self.start(starts) + self.end(ends).transpose(-1, -2)

    def links(self, mentions: Tensor) -> tuple[Tensor, Tensor]:
        """n mentions (n, 2·view) of a text → logits (n, n) that row goes back to column, (n,) that it is first."""
        scale = mentions.shape[-1] ** -0.5
        return self.anaphor(mentions) @ self.antecedent(mentions).T * scale, self.first(mentions).squeeze(-1)


def load_pretrained(network: Network, path: Path, config: Config) -> None:
    """Copies a BERT-layout safetensors file into the encoder."""
    old = load_file(str(path))
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(old["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(
            old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(encoder.norm, old, "embeddings.LayerNorm")
        for i in range(config.n_layers):
            layer, name = encoder.layers[i], f"encoder.layer.{i}"
            for part in ("weight", "bias"):
                qkv = [old[f"{name}.attention.self.{w}.{part}"] for w in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
            _copy(layer.out, old, f"{name}.attention.output.dense")
            _copy(layer.norm1, old, f"{name}.attention.output.LayerNorm")
            _copy(layer.up, old, f"{name}.intermediate.dense")
            _copy(layer.down, old, f"{name}.output.dense")
            _copy(layer.norm2, old, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(old[f"{name}.weight"])  # type: ignore[operator, union-attr]
    module.bias.copy_(old[f"{name}.bias"])  # type: ignore[operator, union-attr]
