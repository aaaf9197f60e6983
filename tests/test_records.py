from onrecord.records import Passage, RawStory, make_id


def test_a_passage_is_cut_from_its_story():
    story = RawStory(id="s", text="Aleppo fell.", location="here", bytes_sha256="")
    assert Passage.cut(story, 0, 6) == Passage(start=0, end=6, exact="Aleppo")


def test_an_id_depends_on_its_parts_and_on_where_they_part():
    assert make_id("st", "ab", "c") != make_id("st", "a", "bc")
    assert make_id("st", "ab", "c") == make_id("st", "ab", "c")
