"""What each head is taught, as one weighted sum a batch. Every part is in nats, averaged over its own items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from onrecord.reader.labels import ATTRIBUTION_CLASSES, CLAIM_CLASSES, MENTION_WIDTH
from training.batches import Batch, MentionBatch, SpanBatch
from training.network import Network
from training.span_decoder import SpanDecoder
from training.targets import IGNORE, Example

# The tags of cues and triggers are averaged over mostly empty tokens, the spans summed over rows of many tokens.
WEIGHTS = {
    "cue": 4.0,
    "trigger": 3.0,
    "roles": 0.1,
    "kind": 0.2,
    "act": 0.4,
    "claim_roles": 0.05,
    "event_type": 0.5,
    "mode": 0.3,
    "status": 0.5,
    "negated": 0.3,
    "mention": 0.6,
    "mention_kind": 0.15,
    "link": 0.2,
}


# Without these instructions bfloat16 takes three times as long as single precision, with them two thirds of it.
_FAST_BFLOAT16 = bool(torch.cpu.get_capabilities().get("avx512_bf16"))

BALANCED = ("act", "mode", "status", "negated")  # closed lists that one value dominates: most claims are actual


def class_weights(examples: Iterable[Example]) -> dict[str, Tensor]:
    """Of each balanced list, the weight of each value: one over the root of its frequency, 1 on average over items.

    The root, for whole inverse frequencies teach a value that was seen ten times as much as one seen thousands of
    times; without weights `conditional` and `offered` were not even learned on the texts that train them.
    """
    columns: dict[str, list[int]] = {name: [] for name in BALANCED}
    for one in examples:
        for targets, classes in ((one.cues, ATTRIBUTION_CLASSES), (one.triggers, CLAIM_CLASSES)):
            for column, name in enumerate(classes):
                if name in columns:
                    columns[name] += [t.classes[column] for t in targets if t.classes[column] != IGNORE]
    sizes = {name: len(values) for name, values in (ATTRIBUTION_CLASSES | CLAIM_CLASSES).items()}
    out = {}
    for name, seen in columns.items():
        counts = torch.bincount(torch.tensor(seen, dtype=torch.long), minlength=sizes[name]).float()
        weights = (counts + 5).rsqrt()
        out[name] = weights * counts.sum() / (weights * counts).sum().clamp(min=1e-6)
    return out


def losses(network: Network, batch: Batch, balance: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`balance`: see class_weights."""
    with torch.autocast("cpu", torch.bfloat16, enabled=_FAST_BFLOAT16):
        hidden = network.encoder(batch.ids, batch.cases, batch.gaps, batch.quotes, batch.mask)
    out = network.with_names(hidden.float())
    parts: dict[str, Tensor] = {}
    for name, tags in (("cue", batch.cue_tags), ("trigger", batch.trigger_tags)):
        if (tags != IGNORE).any():
            logits = out[f"{name}_logits"]
            parts[name] = F.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORE)
    span_losses(parts, "roles", network.attributions, out["token_view"], out["cue_view"], batch.attributions, balance)
    span_losses(parts, "claim_roles", network.claims, out["claim_view"], out["trigger_view"], batch.claims, balance)
    mention_losses(parts, network, out["start_view"], out["end_view"], batch.mentions)
    return {name: WEIGHTS[name] * loss for name, loss in parts.items()}


def span_losses(
    parts: dict[str, Tensor],
    name: str,
    decoder: SpanDecoder,
    tokens: Tensor,
    cues: Tensor,
    spans: SpanBatch,
    balance: Mapping[str, Tensor],
) -> None:
    if not len(spans.rows):
        return
    emissions, *classes = decoder(*around(tokens, cues, spans))
    parts[name] = decoder.crf.loss(emissions, spans.tags, spans.mask).mean()
    for column, (label, logits) in enumerate(zip(decoder.classes, classes, strict=True)):
        wanted = spans.classes[:, column]
        if (wanted != IGNORE).any():
            parts[label] = F.cross_entropy(logits, wanted, weight=balance.get(label), ignore_index=IGNORE)


def around(tokens: Tensor, cues: Tensor, spans: SpanBatch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """A span decoder's inputs: tokens around each cue, the cue's mean view, the cue's place, the mask."""
    length = spans.tags.shape[1]
    place = spans.start[:, None] - length // 2 + torch.arange(length)
    index = place.clamp(0, tokens.shape[1] - 1)
    near = tokens[spans.rows[:, None], index] * spans.mask[:, :, None]
    in_cue = ((place >= spans.start[:, None]) & (place < spans.end[:, None])).long()
    views = cues[spans.rows[:, None], index]
    cue = (views * in_cue[:, :, None]).sum(1) / in_cue.sum(1, keepdim=True)
    return near, cue, in_cue, spans.mask


def mention_losses(
    parts: dict[str, Tensor], network: Network, starts: Tensor, ends: Tensor, mentions: list[MentionBatch]
) -> None:
    spans, kinds, links, n_mentions = [], [], [], 0
    for window in mentions:
        begin, finish = starts[window.row, 1 : window.n_tokens + 1], ends[window.row, 1 : window.n_tokens + 1]
        logits = network.mentions.spans(begin, finish)
        wanted = torch.zeros_like(logits)
        wanted[window.start - 1, window.end - 1] = 1.0
        width = torch.arange(window.n_tokens)[None, :] - torch.arange(window.n_tokens)[:, None]
        near = (width >= 0) & (width < MENTION_WIDTH)
        spans.append(F.binary_cross_entropy_with_logits(logits[near], wanted[near], reduction="sum"))
        if not len(window.start):
            continue
        n_mentions += len(window.start)
        views = torch.cat([begin[window.start - 1], finish[window.end - 1]], -1)
        kinds.append(F.cross_entropy(network.mentions.kind(views), window.kinds, reduction="sum"))
        links.append(link_loss(network, views, window.chains))
    if n_mentions:
        parts["mention"] = torch.stack(spans).sum() / n_mentions
        parts["mention_kind"] = torch.stack(kinds).sum() / n_mentions
        parts["link"] = torch.stack(links).sum() / n_mentions


def link_loss(network: Network, views: Tensor, chains: Tensor) -> Tensor:
    """Summed negative log likelihood that each mention goes back to any right antecedent, or rightly to none."""
    pairs, first = network.mentions.links(views)
    earlier = torch.ones_like(pairs, dtype=torch.bool).tril(-1)
    right = (chains[:, None] == chains[None, :]) & earlier
    logits = torch.cat([first[:, None], pairs.masked_fill(~earlier, -1e4)], 1)
    wanted = torch.cat([~right.any(1, keepdim=True), right], 1)
    return (torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(~wanted, -1e4), 1)).sum()
