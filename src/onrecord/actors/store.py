"""The user's own actors: one JSON Lines file, sorted by id, written whole and in one step.

A line that cannot be read stops everything that needs the file: to go on without it would change who is linked, and
the next write would lose it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from onrecord.actors.jsonl_rows import actor_of_line, line_of_actor
from onrecord.errors import ActorsError
from onrecord.schema import Actor
from onrecord.settings import own_actors_file
from onrecord.vocab.knowledge_base import Knowledge, shipped, shipped_outlets


def load_actors(path: Path | None = None) -> tuple[Actor, ...]:
    """The user's rows in the order of their ids; none where there is no file. Raises ActorsError."""
    path = path or own_actors_file()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _cannot("read", path, error) from None
    actors: dict[str, Actor] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        item = f"{path}, line {number}"
        actor = actor_of_line(line, item=item)
        if actor.id in actors:
            problem = f"the id {actor.id} is already in line {lines[actor.id]}"
            raise ActorsError(problem, item=item, remedy="Take one of the two lines out, or give it another id.")
        actors[actor.id], lines[actor.id] = actor, number
    return tuple(actors[key] for key in sorted(actors))


def save_actors(actors: Iterable[Actor], path: Path | None = None) -> None:
    """Writes these rows, and only these, as the user's file: all of them or, on an error, none."""
    path = (path or own_actors_file()).resolve()  # a link stays a link; its target is replaced
    rows = sorted({actor.id: actor for actor in actors}.values(), key=lambda actor: actor.id)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            temporary = Path(stream.name)
            stream.writelines(f"{line_of_actor(actor)}\n".encode() for actor in rows)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise _cannot("written", path, error) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def put_actors(actors: Iterable[Actor], path: Path | None = None) -> None:
    """Adds rows to the user's file; a row with the same id is replaced."""
    rows = {actor.id: actor for actor in load_actors(path)}
    rows |= {actor.id: actor for actor in actors}
    save_actors(rows.values(), path)


def user_knowledge(path: Path | None = None) -> Knowledge:
    """The shipped knowledge with the user's rows over it; where there are none, the shipped one itself."""
    own = load_actors(path)
    return shipped().layered(own) if own else shipped()


def user_outlets(path: Path | None = None) -> Knowledge:
    """Of that knowledge what tells outlets apart: the shipped ones, with the user's rows over them."""
    own = load_actors(path)
    return shipped_outlets().layered(own) if own else shipped_outlets()


def _cannot(what: str, path: Path, error: OSError) -> ActorsError:
    return ActorsError(
        f"cannot be {what} ({error.strerror or error})",
        item=str(path),
        remedy="Set ONRECORD_ACTORS to a file that you may read and write.",
    )
