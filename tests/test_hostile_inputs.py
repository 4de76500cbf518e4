"""Whatever is fed in: a reading or a named refusal, in bounded time, never a traceback (the full count is slow)."""

from __future__ import annotations

import random
import time

import pytest

from onrecord import Reader, Reading, Skipped, errors

SEED = 20261123
LIMIT_S = 60

STARTS = [b"", b"<html><body><p>", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.7", b"PK\x03\x04", b"<?xml version='1.0'?>"]
TEXT = (
    "The ministry said on Monday that its envoy had urged a truce. “We are ready,” she said, "
    "“but not at any price.” Küçük a déclaré: нет. 他说。 "
) * 3


def random_bytes(rng: random.Random) -> bytes:
    """Noise, cut text, text in the wrong encoding, markup with noise: what a crawl really holds."""
    kind = rng.randrange(5)
    if kind == 0:
        return rng.randbytes(rng.randrange(600))
    raw = TEXT.encode(rng.choice(["utf-8", "utf-16", "utf-16-be", "cp1252", "cp1251", "utf-32"]), "replace")
    if kind == 1:
        return raw[rng.randrange(8) : rng.randrange(8, len(raw))]
    if kind == 2:
        damaged = bytearray(raw[: rng.randrange(1, len(raw))])
        for _ in range(rng.randrange(20)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        return bytes(damaged)
    if kind == 3:
        tags = [b"<p>", b"</div>", b"<script>", b"<!--", b"<b", b"&#x110000;", b"&lt;", b"\x00", b"]]>", b"<a href='"]
        parts = [rng.choice([*tags, raw[:40], rng.randbytes(5)]) for _ in range(rng.randrange(30))]
        return b"<html><body>" + b"".join(parts)
    return rng.choice(STARTS) + rng.randbytes(rng.randrange(200))


def run(reader: Reader, count: int) -> dict[str, int]:
    rng = random.Random(SEED)
    tally: dict[str, int] = {}
    for outcome in reader.read_many(random_bytes(rng) for _ in range(count)):
        name = "read" if isinstance(outcome, Reading) else outcome.error
        if isinstance(outcome, Skipped):
            assert issubclass(getattr(errors, outcome.error), errors.InputError), outcome
        tally[name] = tally.get(name, 0) + 1
    assert sum(tally.values()) == count
    return tally


def test_random_bytes(reader: Reader) -> None:
    assert run(reader, 300)["read"] > 0


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_twenty_thousand_random_bytes(reader: Reader) -> None:
    print(run(reader, 20_000))


EXTREME = {
    "50 MB in one line": lambda: b"word " * 10_000_000,
    "2 MB in one line": lambda: b"The envoy said no. " * 100_000,
    "200,000 deep": lambda: b"<html><body>" + b"<div>" * 200_000 + b"The envoy said no." + b"</div>" * 200_000,
    "deep and unclosed": lambda: b"<html>" + b"<b><i>" * 100_000 + b"text",
    "one huge attribute": lambda: b"<html><body><p title='" + b"x" * 5_000_000 + b"'>The envoy said no.</p>",
    "a million entities": lambda: b"<html><body><p>" + b"&amp;" * 1_000_000 + b"</p>",
    "nothing but blanks": lambda: b" \n\t" * 100_000,
    "one endless word": lambda: b"x" * 400_000,
    "quotation marks only": lambda: "“”\"'«» ".encode() * 20_000,
    "every paragraph opens": lambda: "“He said: ".encode() * 4_000,
    "zero bytes": lambda: b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("name", EXTREME)
@pytest.mark.timeout(LIMIT_S)
def test_extremes_end_in_time(name: str, reader: Reader) -> None:
    began = time.monotonic()
    outcome = next(iter(reader.read_many([EXTREME[name]()])))
    assert isinstance(outcome, Reading | Skipped)
    assert time.monotonic() - began < LIMIT_S
