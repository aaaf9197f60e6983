"""What spaCy is given, and what it is spared."""

import pytest

from onrecord import annotate as module
from onrecord.annotate import annotate, to_doc
from onrecord.records import Story


def story(text, name="s"):
    return Story(id=name, text=text, location="a test", bytes_sha256="")


@pytest.fixture(scope="module")
def blank():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def test_a_long_story_is_read_in_parts_that_join_to_its_text(blank, monkeypatch):
    monkeypatch.setattr(module, "_LONG", 400)
    monkeypatch.setattr(module, "_PART", 100)
    text = "".join(f"Line {n} tells of the harbour.\n" for n in range(30)) + "words without end " * 20
    first, long, last = annotate([story("A short one.", "a"), story(text, "b"), story("Another.", "c")], blank)
    assert [found.id for found, _ in (first, long, last)] == ["a", "b", "c"]
    assert long[1].text == text
    assert long[1][0].text == "Line"
    assert [token.text for token in long[1] if token.is_sent_start and token.text == "Line"] == ["Line"] * 30


@pytest.mark.parametrize("text", ["?!" * 3000, "Before. " + "=+" * 2000 + " After.", "=" * 2500 + "\n\n" + "-" * 2500])
def test_a_run_of_signs_is_one_token(blank, text):
    doc = to_doc(story(text), blank)
    assert doc.text == text
    assert len(doc) < 10


@pytest.mark.slow
def test_rules_that_are_remembered_match_as_the_library_matches_them(nlp):
    ruler = nlp.get_pipe("attribute_ruler")
    text = (
        "He ain't gonna say that \"it was  his\n\n\tfault\", nothin' more. "
        "There are those who've been told; that's what y'all did. Let's go!"
    )
    doc = nlp(text)
    wanted = type(ruler).match(ruler, doc)
    assert len(wanted) > len(doc)
    assert ruler.match(doc) == wanted
    assert ruler.match(doc) == wanted  # now from memory
