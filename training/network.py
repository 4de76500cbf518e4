"""The network: a small pretrained encoder, a cue tagger, and a role decoder that reads one cue at a time.

    word pieces ─ encoder ─┬─ cue tags                  which words signal an attribution (flat: cues never overlap)
                           └─ token view, cue view      two narrow projections
    (cue, tokens around it) ─ role decoder ─┬─ tags     source and content of THIS cue
                                            └─ kind     what sort of source it is
Because each cue has its own source and content, attributions nest to any depth. After predicate-by-predicate semantic
role labelling (He et al., ACL 2017), with the predicate fed behind the encoder so that one pass serves all cues.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.reader.labels import ALLOWED, CONTEXT, CUE_TAGS, ROLE_TAGS, SOURCE_KINDS, SOURCE_TAGS
from onrecord.reader.tokens import N_CASES, N_GAPS, N_QUOTES


@dataclass(frozen=True)
class Config:
    vocabulary: int = 30522
    width: int = 384
    n_layers: int = 6
    n_heads: int = 12
    feed_forward: int = 1536
    n_positions: int = 512
    view: int = 128
    role_layers: int = 2
    role_heads: int = 4
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


def attend(qkv: Tensor, n_heads: int, mask: Tensor | None) -> Tensor:
    """Multi-head attention over packed projections (batch, length, 3·width); `mask` (batch, length) is True to attend.

    Written out while exporting, so that the graph holds plain matrix products; export.py folds the scale into q.
    """
    batch, length, packed = qkv.shape
    q, k, v = qkv.view(batch, length, 3, n_heads, packed // 3 // n_heads).permute(2, 0, 3, 1, 4)
    if torch.onnx.is_in_onnx_export():
        logits = q @ k.transpose(-1, -2)
        if mask is not None:
            logits = logits + (~mask)[:, None, None, :] * -1e4
        mixed = logits.softmax(-1) @ v
    else:
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=None if mask is None else mask[:, None, None, :])
    return mixed.transpose(1, 2).reshape(batch, length, packed // 3)


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


class RoleLayer(nn.Module):
    """Pre-norm transformer layer at the width of the views."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.view
        self.n_heads = config.role_heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.up = nn.Linear(width, 3 * width)
        self.down = nn.Linear(3 * width, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = x + self.out(attend(self.qkv(self.norm1(x)), self.n_heads, mask))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class RoleDecoder(nn.Module):
    """(n, length, view) tokens around n cues → role emissions (n, length, tags) and source-kind logits (n, kinds).

    The cue starts in the middle of its row, so distance to the cue is a fixed position embedding.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.scale = nn.Linear(config.view, config.view)
        self.shift = nn.Linear(config.view, config.view)
        self.distance = nn.Embedding(2 * CONTEXT, config.view)
        self.in_cue = nn.Embedding(2, config.view)
        self.norm = nn.LayerNorm(config.view)
        self.layers = nn.ModuleList(RoleLayer(config) for _ in range(config.role_layers))
        self.final = nn.LayerNorm(config.view)
        self.tags = nn.Linear(config.view, len(ROLE_TAGS))
        self.kind = nn.Linear(2 * config.view, len(SOURCE_KINDS))
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, tokens: Tensor, cue: Tensor, in_cue: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        middle = tokens.shape[1] // 2
        distance = self.distance.weight[CONTEXT - middle : CONTEXT + middle]
        x = tokens * (1 + self.scale(cue))[:, None] + self.shift(cue)[:, None]
        x = self.dropout(self.norm(x + distance + self.in_cue(in_cue)))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.final(x)
        emissions = self.tags(x)
        p = emissions.softmax(-1)[:, :, SOURCE_TAGS].sum(-1) * mask
        source = (p[:, :, None] * x).sum(1) / (p.sum(1, keepdim=True) + 0.5)
        kind = self.kind(torch.cat([source, x[:, middle]], -1))
        return emissions, kind


class Network(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        self.cue_hidden = nn.Linear(config.width, config.width)
        self.cue_tags = nn.Linear(config.width, len(CUE_TAGS))
        self.token_view = nn.Linear(config.width, config.view)
        self.cue_view = nn.Linear(config.width, config.view)
        self.roles = RoleDecoder(config)
        self.crf = ConditionalRandomField()
        self.dropout = nn.Dropout(config.dropout)

    def encode(
        self, ids: Tensor, cases: Tensor, gaps: Tensor, quotes: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Cue logits (batch, length, tags), token view and cue view (batch, length, view)."""
        return self.heads(self.encoder(ids, cases, gaps, quotes, mask))

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        cue = self.cue_tags(self.dropout(F.gelu(self.cue_hidden(x))))
        return cue, self.token_view(x), self.cue_view(x)


class ConditionalRandomField(nn.Module):
    """Linear-chain CRF over role tags (Lafferty et al. 2001); forbidden transitions come from labels.ALLOWED."""

    def __init__(self) -> None:
        super().__init__()
        n = len(ROLE_TAGS)
        self.free = nn.Parameter(torch.zeros(n, n))
        self.register_buffer("forbidden", torch.tensor(~ALLOWED), persistent=False)

    def transitions(self) -> Tensor:
        return self.free.masked_fill(self.forbidden, -1e4)

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each row (n,). Masked positions are forced to O, which costs nothing."""
        emissions = emissions.masked_fill(~mask[:, :, None], -1e4)
        emissions = torch.cat([emissions[:, :, :1].masked_fill(~mask[:, :, None], 0.0), emissions[:, :, 1:]], -1)
        tags = tags * mask
        step = self.transitions()
        gold = emissions.gather(-1, tags[:, :, None]).squeeze(-1).sum(1) + step[tags[:, :-1], tags[:, 1:]].sum(1)
        alpha = emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            alpha = torch.logsumexp(alpha[:, :, None] + step, 1) + emissions[:, t]
        return torch.logsumexp(alpha, 1) - gold


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
