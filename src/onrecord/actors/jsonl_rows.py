"""Actor rows as JSON, one object a line: what `onrecord actors list --json` prints and the user's file keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.actors.checks import checked
from onrecord.actors.incoming import Incoming, rejected
from onrecord.errors import ActorsError
from onrecord.schema import Actor, Skipped

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_jsonl(path: Path) -> Iterator[Incoming | Skipped]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            item = f"{path.name}, line {number}"
            try:
                yield Incoming(item, actor_of_line(line, item=item), id_given=True)
            except ActorsError as error:
                yield rejected(error)


def actor_of_line(line: bytes, *, item: str) -> Actor:
    """One line as an Actor. Raises ActorsError."""
    remedy = "Mend the line or take it out."
    try:
        data = json.loads(line.removeprefix(_BYTE_ORDER_MARK).decode("utf-8"))
    except UnicodeDecodeError:
        raise ActorsError("bytes that are not UTF-8", item=item, remedy=remedy) from None
    except (ValueError, RecursionError) as error:
        raise ActorsError(f"not JSON ({error})", item=item, remedy=remedy) from None
    if not isinstance(data, dict):
        raise ActorsError("not a JSON object", item=item, remedy=remedy)
    return checked(data, item=item)


def line_of_actor(actor: Actor, *, ascii_only: bool = False) -> str:
    """The row in the form that is kept: schema's order of fields, those with their default left out; no line end."""
    data = actor.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(data, ensure_ascii=ascii_only)
