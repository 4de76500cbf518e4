"""Exports of a record: one small file a format, one table of them. Each holds exactly what `list` shows.

Nothing is capped, nothing is invented: a column that the record cannot fill stays empty. docs/exports.md describes
every format and column.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ExportError
from onrecord.ledger.export.brat import write_brat
from onrecord.ledger.export.citation import CSL_SUFFIX, write_citation
from onrecord.ledger.export.csv_tables import CODEBOOK_SUFFIX, read_csv, write_csv
from onrecord.ledger.export.gdelt import write_gdelt_events, write_gdelt_mentions
from onrecord.ledger.export.geojson import write_geojson
from onrecord.ledger.export.labels import write_labels
from onrecord.ledger.export.marks import MARKS
from onrecord.ledger.export.parquet import write_parquet
from onrecord.ledger.export.place import placed
from onrecord.ledger.export.polecat import write_polecat
from onrecord.ledger.export.prov import write_prov
from onrecord.ledger.export.wanted import KINDS, Account, Wanted
from onrecord.ledger.export.web_annotation import write_web_annotation
from onrecord.ledger.export.xlsx import write_xlsx
from onrecord.ledger.view_rows import VIEWS

__all__ = ["EXPORTERS", "Account", "Exporter", "Wanted", "export", "kinds_of", "read_csv"]


class Exporter(NamedTuple):
    """`kinds`: what it can hold of the record; `views`: what of that which is computed over it, only if it is named.

    `beside`: endings of the files that go with it. `extra`: the extra and its module.
    """

    write: Callable[[Wanted, Path], None]
    ending: str
    kinds: tuple[str, ...]
    beside: tuple[str, ...] = ()
    extra: tuple[str, str] | None = None
    views: tuple[str, ...] = ()


EXPORTERS = {
    "csv": Exporter(write_csv, ".csv", KINDS, (CODEBOOK_SUFFIX,), views=tuple(VIEWS)),
    "parquet": Exporter(write_parquet, ".parquet", KINDS, extra=("parquet", "pyarrow"), views=tuple(VIEWS)),
    "xlsx": Exporter(write_xlsx, ".xlsx", KINDS, extra=("xlsx", "xlsxwriter"), views=tuple(VIEWS)),
    "polecat": Exporter(write_polecat, ".txt", ("claims",), (CODEBOOK_SUFFIX,)),
    "gdelt-events": Exporter(write_gdelt_events, ".export.CSV", ("claims",), (CODEBOOK_SUFFIX,)),
    "gdelt-mentions": Exporter(write_gdelt_mentions, ".mentions.CSV", ("claims",), (CODEBOOK_SUFFIX,)),
    "webannotation": Exporter(write_web_annotation, ".jsonld", MARKS),
    "prov": Exporter(write_prov, ".json", ("reports", *MARKS)),
    "brat": Exporter(write_brat, ".zip", MARKS),
    "geojson": Exporter(write_geojson, ".geojson", ("claims",)),
    "citation": Exporter(write_citation, ".bib", (), (CSL_SUFFIX,)),
    "labels": Exporter(write_labels, ".jsonl", ("reports",)),
}


def kinds_of(name: str, what: str | None) -> tuple[str, ...]:
    """The kinds of rows that a format is asked for: one, `all` of the record, which is the default, or all `views`.

    Raises ExportError for what it cannot hold.
    """
    kinds, views = EXPORTERS[name].kinds, EXPORTERS[name].views
    if what is None or what == "all":
        return kinds
    if what == "views" and views:
        return views
    if what not in (*kinds, *views):
        held = f"It holds {', '.join((*kinds, *views))}" if kinds else "It cites the record as a whole"
        raise ExportError(f"cannot hold {what}", item=name, remedy=held)
    return (what,)


def export(wanted: Wanted, name: str, out: Path, *, force: bool = False) -> Account:
    """Writes one of EXPORTERS to `out`, whole or not at all, from the record as it is when it begins.

    Raises ExportError: something is in the way, the folder cannot be written, or the format's library is missing.
    ValueError for a filter that a wanted kind does not have.
    """
    exporter = EXPORTERS[name]
    if exporter.extra:
        _require(name, *exporter.extra)
    suffixes = () if name == "csv" and len(wanted.kinds) > 1 else exporter.beside
    with wanted.record.connection, placed(out, suffixes, force=force) as path:
        exporter.write(wanted, path)
    return wanted.account


def _require(name: str, extra: str, module: str) -> None:
    try:
        import_module(module)
    except ImportError:
        problem = f"needs {module}, which is not installed"
        raise ExportError(problem, item=name, remedy=f"Install it with: pip install 'onrecord[{extra}]'") from None
