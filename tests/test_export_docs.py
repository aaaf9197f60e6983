"""The pieces of code in docs/exports.md are run, in a folder with the files that they name."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from by_hand import reading
from hostile import hostile
from onrecord.export import FORMATS, export
from onrecord.export.accounts import COLUMNS as ACCOUNTS
from onrecord.export.graphml import EDGE, NODE
from onrecord.export.polecat import COLUMNS, COMPANION
from test_export_events import make
from test_export_graphs import at

PAGE = (Path(__file__).parent.parent / "docs" / "exports.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
FILES = {
    "jsonl": "stories.jsonl", "csv": "tables", "parquet": "parquet", "polecat": "events.tsv", "accounts": "accounts.csv",
    "geojson": "events.geojson", "graphml": "actors.graphml", "webannotation": "annotations.json", "dossier": "affair.html",
}  # fmt: skip


def pieces(language):
    return [
        pytest.param(code, id=form)
        for form, text in SECTIONS.items()
        for code in re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("exports")
    with make(path / "record.db", [reading("s1"), at("s2", outlet="The Gazette"), hostile("s3")]) as store:
        for form, name in FILES.items():
            export(store, form, path / name)
    return path


def test_every_form_has_its_section():
    assert list(SECTIONS) == list(FORMATS) == list(FILES)


@pytest.mark.parametrize(("form", "columns"), [("accounts", ACCOUNTS), ("graphml", {**NODE, **EDGE}), ("polecat", COMPANION)])
def test_every_column_is_in_the_data_dictionary(form, columns):
    words = set(re.findall(r"[A-Za-z_0-9]+", SECTIONS[form]))
    assert set(re.findall(r"[A-Za-z_0-9]+", " ".join(columns))) <= words


def test_the_columns_of_polecat_are_in_the_data_dictionary():
    known = SECTIONS["polecat"]
    assert all(name in known for name in COLUMNS if not name.startswith(("Recipient", "Primary Recipient", "Wikipedia Recipient")))


@pytest.mark.slow
@pytest.mark.parametrize("code", pieces("python"))
def test_the_python_pieces_run(folder, code):
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize("code", pieces("r"))
def test_the_r_pieces_run(folder, code):
    (folder / "piece.R").write_text(code, encoding="utf-8")
    done = subprocess.run(["Rscript", "piece.R"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
