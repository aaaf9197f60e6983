"""Who said what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statements.regions import find_regions

MARKS = "\"“”„«»''`‘’ \n.,abC é\u202e\U0001f600"


@given(st.text(alphabet=MARKS, max_size=200) | st.text(max_size=100))
def test_no_text_makes_the_regions_fail_and_none_runs_over_a_paragraph(text):
    for region in find_regions(text):
        assert 0 <= region.start < region.end <= len(text)
        assert "\n" not in text[region.start : region.end]


@pytest.mark.slow
def test_the_one_who_said_it_is_the_source(read):
    [statement] = read("The mayor said that the bridge was closed.").statements
    assert statement.kind == "indirect"
    assert [passage and passage.exact for passage in (statement.source, statement.cue)] == ["The mayor", "said"]
    assert [piece.exact for piece in statement.content] == ["that the bridge was closed"]
