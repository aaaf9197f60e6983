"""What several tests need: the --slow switch and the language model, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also run what needs the spaCy model, a browser or R")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="needs --slow"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    from onrecord.annotate import load_model

    return load_model()


@pytest.fixture(scope="session")
def read(nlp):
    """Read a bare text through the whole flow to a Reading."""
    from onrecord.annotate import annotate
    from onrecord.clean import clean
    from onrecord.extract import extract
    from onrecord.records import RawStory, Story

    def read_text(text: str, **given: str):
        story = clean(RawStory(id="story", text=text, location="a test", bytes_sha256="", **given))
        assert isinstance(story, Story), story
        [(story, doc)] = annotate([story], nlp)
        return extract(story, doc)

    return read_text
