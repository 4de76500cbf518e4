"""What holds for every format: counts, order, filters, judgements, one form each time, whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.export import Format, What
from onrecord.errors import ExportError
from onrecord.ledger import export as export_package
from onrecord.ledger.export import EXPORTERS, Exporter, Wanted, export, kinds_of
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.wanted import KINDS
from onrecord.ledger.judgements import judge
from onrecord.ledger.store import Record
from onrecord.ledger.view_rows import VIEWS
from tests.ledger.exported import exported, hostile_record, listed, plain_record
from tests.ledger.made import an_input, kept

DOC = Path(__file__).parents[2] / "docs" / "exports.md"
LISTED = [name for name in EXPORTERS if name != "citation"]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with plain_record(tmp_path / "r") as made:
        yield made


def whole(path: Path) -> dict[str, bytes]:
    """Every file that an export made, by name."""
    files = [path, *path.parent.glob(f"{path.stem}.c*"), *path.rglob("*")]
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in files if file.is_file()}


@pytest.mark.parametrize("name", LISTED)
def test_rows_listed_are_exported_or_left_out(record: Record, name: str, tmp_path: Path) -> None:
    for filters in ({"since": "2026-03-02"}, {"outlet": "Beta", "text": "ship"}, {"outlet": "nobody"}):
        kinds = [kind for kind in EXPORTERS[name].kinds if not (kind == "actors" and "text" in filters)]
        for kind in kinds:
            out = tmp_path / f"{kind}{len(list(tmp_path.iterdir()))}{EXPORTERS[name].ending}"
            account = exported(record, name, out, what=kind, **filters)
            assert account.listed == len(listed(record, kind, **filters))
            assert account.listed == account.exported + sum(account.left_out.values())


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("made", [plain_record, hostile_record])
def test_two_exports_are_the_same_to_the_byte(name: str, made: type, tmp_path: Path) -> None:
    out = [tmp_path / one / f"export{EXPORTERS[name].ending}" for one in ("a", "b")]
    with made(tmp_path / "r") as record:
        for path in out:
            path.parent.mkdir()
            exported(record, name, path)
            if path == out[0] and name in ("xlsx", "brat"):
                time.sleep(2.1)  # a zip's times count in twos
    assert whole(out[0]) == whole(out[1])
    assert whole(out[0])


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_empty_record_makes_a_valid_export(name: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        account = exported(record, name, tmp_path / f"x{EXPORTERS[name].ending}")
    assert account.exported == (name == "citation")
    assert whole(tmp_path / f"x{EXPORTERS[name].ending}")


@pytest.mark.parametrize("name", [name for name in LISTED if name != "labels"])
def test_what_was_judged_wrong_is_left_out_unless_asked_for(record: Record, name: str, tmp_path: Path) -> None:
    kind = next(kind for kind in ("claims", "attributions") if kind in EXPORTERS[name].kinds)
    (one,) = (row for row in listed(record, kind, outlet="Alpha") if row["label"] in ("C1", "A1"))
    before = exported(record, name, tmp_path / "before", what=kind).listed
    judge(record, "wrong", str(one["id"]), author="tester")
    account = exported(record, name, tmp_path / "after", what=kind)
    assert (account.listed, account.hidden) == (before - 1, 1)
    data = b"".join(whole(tmp_path / "after").values())
    if name not in ("parquet", "xlsx"):
        assert str(one["id"]).encode() not in data
    assert exported(record, name, tmp_path / "all", what=kind, wrong=True).listed == before


@pytest.mark.parametrize("name", EXPORTERS)
def test_nothing_is_overwritten_unasked(record: Record, name: str, tmp_path: Path) -> None:
    out = tmp_path / f"export{EXPORTERS[name].ending}"
    out.write_text("mine")
    with pytest.raises(ExportError, match="is there already"):
        exported(record, name, out)
    assert out.read_text() == "mine"
    export(Wanted(record, kinds_of(name, None)), name, out, force=True)
    first = whole(out)
    assert b"mine" not in first.values()
    export(Wanted(record, kinds_of(name, None)), name, out, force=True)
    assert whole(out) == first
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", [name for name in EXPORTERS if EXPORTERS[name].beside])
def test_files_that_go_along_are_not_overwritten_either(record: Record, name: str, tmp_path: Path) -> None:
    (tmp_path / f"x{EXPORTERS[name].beside[0]}").write_text("mine")
    kind = None if name == "citation" else "claims"
    with pytest.raises(ExportError, match="is there already"):
        exported(record, name, tmp_path / "x.out", what=kind)
    assert not (tmp_path / "x.out").exists()


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("made to fail"), KeyboardInterrupt(), OSError(28, "No space left")]
)
@pytest.mark.parametrize("there", [False, True])
def test_an_export_that_fails_leaves_what_was_there(
    record: Record, error: BaseException, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(wanted: Wanted, path: Path) -> None:
        path.write_text("half")
        raise error

    monkeypatch.setitem(EXPORTERS, "csv", Exporter(failing, ".csv", KINDS))
    out = tmp_path / "x.csv"
    if there:
        out.write_text("mine")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(ExportError if isinstance(error, OSError) else type(error)):
        export(Wanted(record, ("claims",)), "csv", out, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert not there or out.read_text() == "mine"


def test_an_export_shows_the_record_as_it_was_when_it_began(record: Record, tmp_path: Path) -> None:
    def step() -> None:
        with Record.open(tmp_path / "r") as other:
            kept(other, [an_input(f"Report number {len(listed(other, 'reports'))} came in meanwhile.")])

    n_claims = len(listed(record, "claims"))
    wanted = Wanted(record, kinds_of("prov", None), step=step)
    account = export(wanted, "prov", tmp_path / "x.json")
    assert account.listed == 3 * n_claims + 3
    assert len(listed(record, "claims")) > n_claims


def test_the_command_line_offers_every_format_and_kind() -> None:
    assert [one.value for one in Format] == list(EXPORTERS)
    assert {one.value for one in What} == {*KINDS, *VIEWS, "all", "views"}


def test_the_command(record: Record, tmp_path: Path) -> None:
    path = str(record.path)
    run = CliRunner().invoke
    done = run(app, ["export", path, "csv", str(tmp_path / "c.csv"), "--what", "claims", "--since", "2026-03-02"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 rows = 2 exported + 0 left out" in done.stderr
    assert (tmp_path / "c.csv").read_text(encoding="utf-8").count("\n") == 3
    again = run(app, ["export", path, "csv", str(tmp_path / "c.csv"), "--what", "claims"])
    assert isinstance(again.exception, ExportError)
    cannot = run(app, ["export", path, "polecat", str(tmp_path / "p"), "--what", "reports"])
    assert isinstance(cannot.exception, ExportError)
    assert "It holds claims" in str(cannot.exception)
    assert (
        run(app, ["export", path, "csv", str(tmp_path / "d"), "--what", "attributions", "--status", "actual"]).exit_code
        == 2
    )
    left = run(app, ["export", path, "polecat", str(tmp_path / "p")])
    assert "left out, negated" in left.stderr


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_documented(name: str) -> None:
    assert f"### `{name}`" in DOC.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", columns())
def test_every_column_is_documented_as_the_codebook_has_it(table: str) -> None:
    doc = DOC.read_text(encoding="utf-8")
    for column in columns()[table]:
        assert column.meaning.endswith(".")
        assert (
            f"| `{column.name}` | {column.type} | {column.meaning} |\n"
            in doc.partition(f"#### Columns of {table}\n")[2]
        )


def test_a_failing_library_is_not_loaded_before_it_is_needed() -> None:
    assert all(exporter.extra is None or exporter.extra[0] == name for name, exporter in EXPORTERS.items())
    assert "pyarrow" not in vars(export_package)
