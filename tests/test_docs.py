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
