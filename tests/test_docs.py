"""What is not documented fails: every option, field, error and exit code is in docs/, and README's files exist."""

from __future__ import annotations

import re
from pathlib import Path

import typer.main

from onrecord import errors
from onrecord.cli.app import app
from onrecord.schema import Attribution, Claim, ClaimPlace, ClaimTime, Position, Reading, Report

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


def test_every_option_is_documented() -> None:
    """The page of docs/ that shows a command has all of its options and arguments."""
    group = typer.main.get_command(app)
    pages = [page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        showing = [page for page in pages if f"`onrecord {name} " in page]
        assert showing, name
        wanted = [f"`{option}" for p in command.params for option in (*p.opts, *p.secondary_opts) if option[0] == "-"]
        wanted += [p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument"]
        missing = [[words for words in wanted if words not in page] for page in showing]
        assert [] in missing, (name, missing)


def test_every_field_is_documented() -> None:
    for noun in (Report, Reading, Attribution, Claim, ClaimTime, ClaimPlace, Position):
        for field in noun.model_fields:
            assert f"`{field}`" in DOC or field == "report", field


def test_every_error_is_in_the_tree_and_says_what_to_do() -> None:
    tree = errors.__doc__ or ""
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, Exception):
            assert name in tree
            assert str(error("is odd", item="x.txt", remedy="Mend it.")) == "x.txt: is odd. Mend it."


def test_exit_codes_are_documented() -> None:
    codes = {str(e.exit_code) for e in vars(errors).values() if isinstance(e, type) and hasattr(e, "exit_code")}
    stated = set(re.findall(r"\d+", DOC.split("Exit codes:")[1]))
    assert codes - {"1"} <= stated


def test_files_that_the_readme_names_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in re.findall(r"\((docs/[^)]+)\)", readme) + re.findall(r"examples/\S+\.txt", readme):
        assert (ROOT / path).exists(), path
