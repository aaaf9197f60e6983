import importlib.util
import re
from pathlib import Path

import pytest

from onrecord.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_what_the_code_says(generate):
    for name, text in generate.pages().items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text, f"run docs/generate.py: {name} has changed"


def test_every_command_is_documented():
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert re.findall(r"^## onrecord (\w+)", page, re.M) == list(main.commands)


def test_every_data_file_has_its_origin_and_licence():
    folder = ROOT / "src" / "onrecord" / "data"
    table = (folder / "README.md").read_text("utf-8")
    for path in folder.iterdir():
        assert path.name == "README.md" or path.name.startswith(("__", ".")) or path.name in table, f"{path.name} is not in data/README.md"


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S)


@pytest.mark.slow
def test_every_block_of_the_index_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in _blocks("docs/index.md", "python"):
        exec(compile(block, "docs/index.md", "exec"), names)  # our own page
    printed = capsys.readouterr().out
    assert "PROTEST" in printed
    assert "update" in printed
    assert "Harbour Courier" in printed, "the statements of one speaker"


@pytest.mark.slow
def test_the_readmes_six_lines_print_what_it_says(capsys):
    [block] = _blocks("README.md", "python")
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() in (ROOT / "README.md").read_text("utf-8")
    assert len(block.strip().splitlines()) == 6


@pytest.mark.slow
def test_every_line_that_the_readme_shows_of_the_demo_is_printed(tmp_path):
    from onrecord.demo import sample_stories
    from onrecord.pipeline import add
    from onrecord.show import show_demo
    from onrecord.store import Store

    add(sample_stories(), tmp_path / "demo.db")
    with Store(tmp_path / "demo.db", read_only=True) as store:
        printed = show_demo(store, tmp_path / "demo.db").splitlines()
    [shown] = [block for block in _blocks("README.md", "text") if block.startswith("add to demo.db: 16 stories in, 0 left out")]
    for line in filter(None, shown.splitlines()[1:]):
        assert line in printed


def test_readme_names_every_command_that_a_newcomer_needs():
    text = (ROOT / "README.md").read_text("utf-8")
    for name in ("add", "show", "serve", "export", "verify"):
        assert f"onrecord {name}" in text
