"""A file of actors → the user's file, with an account: rows = accepted + duplicates + rejected.

Memory holds the accepted rows and the reasons of the rejected ones, never the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.actors.formats import FORMATS
from onrecord.actors.identity import Identities
from onrecord.actors.incoming import Incoming, rejected
from onrecord.actors.store import load_actors, save_actors
from onrecord.errors import ActorsError, MissingInput
from onrecord.schema import Actor, Skipped
from onrecord.vocab.knowledge_base import shipped


@dataclass(frozen=True)
class Account:
    """What became of each row. `actors`: the rows as kept, by id; several accepted rows can be about one actor.

    A duplicate says nothing that was not known: from the shipped rows, from the user's, or from an earlier row.
    """

    actors: tuple[Actor, ...]
    n_accepted: int
    n_duplicates: int
    rejected: tuple[Skipped, ...]

    @property
    def n_rows(self) -> int:
        return self.n_accepted + self.n_duplicates + len(self.rejected)


def import_actors(path: Path, form: str, *, own: Path | None = None, dry_run: bool = False) -> Account:
    """Reads a file in a form of FORMATS into the user's file; rejected rows do not hold up the others.

    `own`: the user's file, by default the one of settings.py. Raises MissingInput, ActorsError.
    """
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error})"
        raise MissingInput(problem, item=str(path), remedy="Check the path and that you may read it.") from None
    return put_rows(FORMATS[form](path), own=own, dry_run=dry_run)


def put_rows(rows: Iterable[Incoming | Skipped], *, own: Path | None = None, dry_run: bool = False) -> Account:
    """Puts rows that were read into the user's file, unless `dry_run`."""
    mine = {actor.id: actor for actor in load_actors(own)}
    identities = Identities(shipped(), mine.values())
    kept: dict[str, Actor] = {}
    refused: list[Skipped] = []
    n_accepted = n_duplicates = 0
    for row in rows:
        if isinstance(row, Skipped):
            refused.append(row)
            continue
        try:
            actor = identities.settle(row)
        except ActorsError as error:
            refused.append(rejected(error))
            continue
        if actor is None:
            n_duplicates += 1
        else:
            n_accepted += 1
            kept[actor.id] = actor
    if kept and not dry_run:
        save_actors((mine | kept).values(), own)
    return Account(tuple(kept[key] for key in sorted(kept)), n_accepted, n_duplicates, tuple(refused))
