"""The order of the stages for a record: documents handed in → ingest → pipeline → ledger; and stored reports → again.

Nothing is lost: inputs = accepted + duplicates + rejected. It may be stopped at any point, by a key, a kill or a power
cut, and started again in the same way; what was done is passed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest.handed import Handed, refusal
from onrecord.ledger.add import Account, Run
from onrecord.ledger.lookup import raw_of
from onrecord.ledger.store import Record, Row
from onrecord.ledger.unread import first_sighting, unread_by
from onrecord.pipeline import Reader
from onrecord.schema import Input, Refused, Report, Skipped

Progress = Callable[[Account, Refused | int], None]
"""Called after every input, with the account so far and the bytes that were dealt with or what was refused."""


def add_to_record(
    record: Record,
    handed: Iterable[Handed | Refused],
    reader: Reader,
    *,
    paths: Iterable[Path] = (),
    progress: Progress = lambda account, what: None,
) -> Account:
    """Reads what is handed in and keeps it; `paths` is what the record's log shows for it.

    Raises RecordError where the record cannot be written. What was read until then, or until KeyboardInterrupt, is
    kept.
    """
    run = _run(record, reader, [str(path) for path in paths])
    waiting: deque[Input] = deque()
    with _ended(run):
        for outcome in reader.read_many(_unread(run, handed, waiting, progress)):
            input_ = waiting.popleft()
            if isinstance(outcome, Skipped):
                refused = Refused(**outcome.model_dump() | {"item": input_.item}, raw=input_.raw)
                run.refuse(refused)
                progress(run.account, refused)
            else:
                run.keep(input_, outcome)
                progress(run.account, len(input_.raw))
    return run.account


def reread(
    record: Record,
    reader: Reader,
    *,
    progress: Callable[[Account, int, Refused | None], None] = lambda account, total, refused: None,
) -> Account:
    """Reads every report that this reader has not read, from the record alone, and keeps the reading beside the others.

    The text stands as it was taken in: of other bytes or by other rules it would be another report. Where nothing is
    left to be read, the record is not touched. `progress` is called after every report, with how many there are and
    what could not be read. Raises RecordError as `add_to_record` does; what was read until then is kept.
    """
    ids = unread_by(record, reader.version, knowledge_version(reader))
    if not ids:
        return Account()
    run = _run(record, reader, [])
    waiting: deque[Row] = deque()

    def reports() -> Iterator[Report]:
        for one in ids:
            sighting, report = first_sighting(record, one)
            waiting.append(sighting)
            yield report

    with _ended(run):
        for outcome in reader.read_many(reports()):
            sighting = waiting.popleft()
            refused = None
            if isinstance(outcome, Skipped):
                raw = raw_of(record, sighting["report_id"])
                refused = Refused(**outcome.model_dump() | {"item": sighting["item"]}, raw=raw)
                run.refuse(refused)
            else:
                run.keep_again(sighting, outcome)
            progress(run.account, len(ids), refused)
    return run.account


def _run(record: Record, reader: Reader, paths: list[str]) -> Run:
    knowledge = knowledge_version(reader)
    return Run(record, reader=reader.version, knowledge=knowledge, actors=reader.knowledge.actors, paths=paths)


@contextmanager
def _ended(run: Run) -> Iterator[None]:
    """Writes what was read, with how it ended, whatever ended it."""
    try:
        yield
    except KeyboardInterrupt:
        run.end("interrupted")
        raise
    except Exception:
        run.end("failed")
        raise
    run.end()


def knowledge_version(reader: Reader) -> str:
    """The release, whose rules and lists read along, and the actors, which may be the user's own."""
    return f"{version('onrecord')}+{reader.knowledge.version}"


def _unread(
    run: Run, handed: Iterable[Handed | Refused], waiting: deque[Input], progress: Progress
) -> Iterator[Report]:
    """The reports that have to be read; all else goes to the run at once. What is read waits in `waiting`, in order."""
    for document in handed:
        if isinstance(document, Refused):
            run.refuse(document)
            progress(run.account, document)
            continue
        if run.holds(document.raw, document.form):
            run.count_known()
            progress(run.account, len(document.raw))
            continue
        try:
            input_ = document.read()
        except InputError as error:
            refused = refusal(error, document.raw)
            run.refuse(refused)
            progress(run.account, refused)
            continue
        if run.wants(input_):
            waiting.append(input_)
            yield input_.report
        else:
            run.keep(input_, None)
            progress(run.account, len(input_.raw))
