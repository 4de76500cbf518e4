"""Reports → stories: clusters of reports on one course of events, by shared names and rare words, and by time.

Two reports are as near as the cosine of their weighted words (names count double, a word the less the more reports have
it), which fades as the days between them grow. A story grows by average linkage, so that one report that touches two
stories does not make them one. A topic under which both were filed is a hint, no more. Nothing is read but words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from onrecord.ledger.average_linkage import clusters
from onrecord.ledger.sightings import Sighting
from onrecord.vocab.inflection import base_form
from onrecord.vocab.press import telling_words

HALF_LIFE = 21  # days after which a likeness counts half
REACH = 90  # days between two reports of one story that are compared at all
NEAR = 0.2  # likeness from which two clusters are one story; chosen on a sample of current-events (bench/stories.py)
BACKGROUND = 200  # reports on other matters that are supposed beside these: a record on one matter has no rare words
NAME = 2.0  # weight of a word that is written as a name, beside 1 for any other
TOPIC = 1.25  # factor where both were filed under the same narrowest topic
NEIGHBOURS = 12  # nearest reports that are kept of each: a bound on memory
HEAVIEST = 12  # words of a report, the rarest names first, of which two have to share one to be compared at all

_NAME = re.compile(r"(?<![.!?”\"]\s)(?<!^)\b[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Item:
    """What is compared of one report: its words with their counts, and which of them are written as names."""

    id: str
    published: date | None
    words: Mapping[str, int]
    names: frozenset[str]
    topic: str | None = None


def item_of(sighting: Sighting) -> Item:
    """Title and text, and the actors of the knowledge base that the reading's chains are linked to."""
    report = sighting.reading.report
    text = f"{report.title or ''}\n{report.text}"
    linked = [c.actor_id for c in sighting.reading.chains if c.actor_id and not c.actor_id.startswith("local:")]
    topic = sighting.topics[-1] if sighting.topics else None
    return text_item(sighting.id, text, sighting.published, actors=linked, topic=topic)


def text_item(
    key: str, text: str, published: date | None, *, actors: Iterable[str] = (), topic: str | None = None
) -> Item:
    """The item of a text. A word is a name where it is capitalised within a sentence; an actor's id counts as one."""
    actors = tuple(actors)
    names = frozenset(
        base_form(word) for name in _NAME.findall(text) for word in re.findall(r"[^\W\d_]+", name.lower())
    )
    return Item(
        id=key,
        published=published,
        words=Counter([*telling_words(text), *actors]),
        names=names.union(actors),
        topic=topic,
    )


class Likeness:
    """How alike two reports of one collection are, from 0 to 1."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = {item.id: item for item in sorted(items, key=lambda item: item.id)}
        having = Counter(word for item in self.items.values() for word in item.words)
        self._rarity = {word: math.log((BACKGROUND + len(self.items)) / (1 + n)) for word, n in having.items()}
        self.vectors = {key: self._vector(item) for key, item in self.items.items()}

    def _vector(self, item: Item) -> dict[str, float]:
        weights = {
            word: (1 + math.log(n)) * self._rarity[word] * (NAME if word in item.names else 1)
            for word, n in item.words.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def of(self, one: str, other: str) -> float:
        a, b = self.vectors[one], self.vectors[other]
        if len(a) > len(b):
            a, b = b, a
        return self._faded(sum(weight * b[word] for word, weight in a.items() if word in b), one, other)

    def _faded(self, cosine: float, one: str, other: str) -> float:
        a, b = self.items[one], self.items[other]
        if a.topic is not None and a.topic == b.topic:
            cosine = min(1.0, cosine * TOPIC)
        if a.published is None or b.published is None:
            return cosine
        return float(cosine * 0.5 ** (abs((a.published - b.published).days) / HALF_LIFE))

    def neighbours(self) -> Iterator[tuple[str, str, float]]:
        """For each report the nearest earlier ones that share one of their heaviest words, down to half of NEAR."""
        posted: dict[str, list[str]] = defaultdict(list)
        days = {key: item.published.toordinal() if item.published else None for key, item in self.items.items()}
        for key in sorted(self.items, key=lambda key: (self.items[key].published or date.min, key)):
            day = days[key]
            oldest = -1 if day is None else day - REACH
            cosines: dict[str, float] = defaultdict(float)
            vector = self.vectors[key]
            for word in nlargest(HEAVIEST, vector, key=lambda word: (vector[word], word)):
                weight = vector[word]
                for other in reversed(posted[word]):
                    that_day = days[other]
                    if that_day is not None and that_day < oldest:
                        break
                    cosines[other] += weight * self.vectors[other][word]
                posted[word].append(key)
            nearest = nlargest(NEIGHBOURS, ((cosine, other) for other, cosine in cosines.items()))
            for cosine, other in nearest:
                if cosine >= NEAR / 4 and (likeness := self.of(key, other)) >= NEAR / 2:
                    yield min(key, other), max(key, other), likeness

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """Stories of at least two reports, each sorted by date, in the order of their first reports."""

        def when(key: str) -> tuple[date, str]:
            return (self.items[key].published or date.max, key)

        found = [tuple(sorted(story, key=when)) for story in clusters(self.neighbours(), self.of, NEAR)]
        return tuple(sorted(found, key=lambda story: when(story[0])))


def find_stories(items: Iterable[Item]) -> tuple[tuple[str, ...], ...]:
    """`Likeness.stories` of these items."""
    return Likeness(items).stories()


def story_of(stories: Sequence[Sequence[str]]) -> dict[str, int]:
    """Report → number of its story."""
    return {key: number for number, story in enumerate(stories) for key in story}
