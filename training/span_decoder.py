"""The decoder that reads one cue (or trigger) at a time: its own spans and what it is as a whole.

Tokens around n cues → BIOES emissions for the spans that belong to each (source and content of an attribution; actor,
recipient, time and place of a claim) and logits over closed lists. Each cue has its own tags, so attributions nest to
any depth. After predicate-by-predicate semantic role labelling (He et al., ACL 2017), with the predicate fed in behind
the encoder so that one encoder pass serves all cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.reader.labels import CONTEXT, allowed


@dataclass(frozen=True)
class DecoderConfig:
    view: int = 128
    class_hidden: int = 192
    n_layers: int = 2
    n_heads: int = 4
    dropout: float = 0.1


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


class DecoderLayer(nn.Module):
    """Pre-norm transformer layer at the width of the views."""

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        width = config.view
        self.n_heads = config.n_heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.up = nn.Linear(width, 3 * width)
        self.down = nn.Linear(3 * width, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = x + self.out(attend(self.qkv(self.norm1(x)), self.n_heads, mask))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class SpanDecoder(nn.Module):
    """(n, length, view) tokens around n cues → emissions (n, length, tags) and logits (n, values) of each class.

    The cue starts in the middle of its row, so distance to the cue is a fixed position embedding. Classes are read
    from the cue's first token, from the tokens under the `pooled` tags (the source; the actor) and from the cue as the
    encoder saw it, through one hidden layer: whether an attack was done or threatened hangs on words that a linear map
    of the cue alone does not see.
    """

    def __init__(
        self, config: DecoderConfig, tags: tuple[str, ...], pooled: Sequence[int], classes: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__()
        self.pooled = list(pooled)
        self.scale = nn.Linear(config.view, config.view)
        self.shift = nn.Linear(config.view, config.view)
        self.distance = nn.Embedding(2 * CONTEXT, config.view)
        self.in_cue = nn.Embedding(2, config.view)
        self.norm = nn.LayerNorm(config.view)
        self.layers = nn.ModuleList(DecoderLayer(config) for _ in range(config.n_layers))
        self.final = nn.LayerNorm(config.view)
        self.tags = nn.Linear(config.view, len(tags))
        self.class_hidden = nn.Linear(3 * config.view, config.class_hidden)
        self.classes = nn.ModuleDict(
            {name: nn.Linear(config.class_hidden, len(values)) for name, values in classes.items()}
        )
        self.crf = ConditionalRandomField(tags)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, tokens: Tensor, cue: Tensor, in_cue: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        middle = tokens.shape[1] // 2
        distance = self.distance.weight[CONTEXT - middle : CONTEXT + middle]
        x = tokens * (1 + self.scale(cue))[:, None] + self.shift(cue)[:, None]
        x = self.dropout(self.norm(x + distance + self.in_cue(in_cue)))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.final(x)
        emissions = self.tags(x)
        p = emissions.softmax(-1)[:, :, self.pooled].sum(-1) * mask
        pooled = (p[:, :, None] * x).sum(1) / (p.sum(1, keepdim=True) + 0.5)
        whole = self.dropout(F.gelu(self.class_hidden(torch.cat([pooled, x[:, middle], cue], -1))))
        return emissions, *(logits(whole) for logits in self.classes.values())


class ConditionalRandomField(nn.Module):
    """Linear-chain CRF over BIOES tags (Lafferty et al. 2001); a path always spells whole spans."""

    forbidden: Tensor

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.free = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("forbidden", torch.tensor(~allowed(tags)), persistent=False)

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
