"""What a format's reader yields for each row: the actor as read, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import ActorsError
from onrecord.schema import Actor, Skipped

STAGE = "actors"


@dataclass(frozen=True)
class Incoming:
    """One row as read. `item` says where it stood.

    `id_given`: the row names its own id, so it replaces the row of that id; else the id was made from the name, and
    the row adds to the actor of that name. `kind_guessed`: the format does not tell persons, organs, bodies, groups
    and outlets apart.
    """

    item: str
    actor: Actor
    id_given: bool = False
    kind_guessed: bool = False


def rejected(error: ActorsError) -> Skipped:
    return Skipped(item=error.item, stage=STAGE, error=type(error).__name__, reason=str(error))
