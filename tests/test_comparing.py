import dataclasses

from by_hand import raw_story, reading
from onrecord.compare import compare
from onrecord.comparing import compare_new
from onrecord.store import Run, Store

RUN = Run(command="add", version="1", model="m", settings={}, arguments=[])


def told(n: int):
    """Return one of several stories: two affairs, each with a reprint."""
    place, what = [("Halden", "rebels shelled the harbour"), ("Moss", "dockers stopped work over wages")][n % 2]
    tail = " ".join(f"{what} {place} detail{n % 2}{k}" for k in range(60))
    one = reading(f"s{n}", reading().story.text + f"\nIn {place} {tail}.")
    return dataclasses.replace(one, story=dataclasses.replace(one.story, title=what))


def second_layer(path):
    with Store(path, read_only=True) as store:
        return {
            "origins": {
                tuple(row) for row in store.rows("SELECT story_id, origin_id, position FROM origin_story JOIN story USING (story_key)")
            },
            "lines": {
                tuple(row)
                for row in store.rows("SELECT story_id, storyline_id, position FROM storyline_story JOIN story USING (story_key)")
            },
            "events": {
                tuple(row) for row in store.rows("SELECT event_id, mention_id, origins FROM event JOIN event_link USING (event_id)")
            },
            "titles": {tuple(row) for row in store.rows("SELECT storyline_id, title, stories, events, stale FROM storyline")},
        }


def add(path, stories):
    with Store(path) as store:
        list(store.unseen([raw_story(one.story.id, one.story.text) for one in stories]))
        store.add(stories, store.start_run(RUN))
        compare_new(store)


def test_adding_in_two_halves_gives_what_adding_at_once_gives(tmp_path):
    stories = [told(n) for n in range(8)]
    add(tmp_path / "once.db", stories)
    add(tmp_path / "halves.db", stories[:3])
    add(tmp_path / "halves.db", stories[3:])
    assert second_layer(tmp_path / "halves.db") == second_layer(tmp_path / "once.db")


def test_the_record_and_the_compare_command_agree(tmp_path):
    stories = [told(n) for n in range(8)]
    add(tmp_path / "record.db", stories)
    compared = compare(stories)
    found = second_layer(tmp_path / "record.db")
    assert found["origins"] == {(story, origin.id, n) for origin in compared.origins for n, story in enumerate(origin.stories)}
    assert found["lines"] == {(story, line.id, n) for line in compared.storylines for n, story in enumerate(line.stories)}
    assert found["events"] == {(event.id, mention.event, event.origins) for event in compared.events for mention in event.mentions}


def dated(n):
    """Return one of several stories with a day of its own, some weeks or months off, or none."""
    published = ["2031-05-06", None, "2031-05-20", "2031-08-01", "2030-01-03", None][n % 6]
    one = told(n)
    return dataclasses.replace(one, story=dataclasses.replace(one.story, published=published))


def test_the_record_and_the_compare_command_agree_on_stories_of_other_weeks_and_of_none(tmp_path):
    stories = [dated(n) for n in range(14)]
    add(tmp_path / "record.db", stories[:5])
    add(tmp_path / "record.db", stories[5:])
    compared = compare(stories)
    found = second_layer(tmp_path / "record.db")
    assert found["lines"] == {(story, line.id, n) for line in compared.storylines for n, story in enumerate(line.stories)}
    assert found["origins"] == {(story, origin.id, n) for origin in compared.origins for n, story in enumerate(origin.stories)}


def test_a_changed_story_is_looked_up_by_its_new_words_only(tmp_path):
    changed = reading("s2", told(2).story.text + "\nCorrected.")
    add(tmp_path / "changed.db", [told(0), told(2)])
    add(tmp_path / "changed.db", [changed])
    add(tmp_path / "anew.db", [told(0), changed])
    looked_up = []
    for name in ("changed.db", "anew.db"):
        with Store(tmp_path / name, read_only=True) as store:
            rows = [store.rows("SELECT band FROM band ORDER BY band"), store.rows("SELECT week, term FROM posting ORDER BY week, term")]
            rows.append(store.rows("SELECT term, stories FROM spread WHERE stories ORDER BY term"))
            looked_up.append([[tuple(row) for row in some] for some in rows])
    assert looked_up[0] == looked_up[1]


def test_a_changed_story_leaves_its_old_place(tmp_path):
    path = tmp_path / "record.db"
    add(path, [told(0), told(2)])
    add(path, [reading("s2", told(2).story.text + "\nCorrected.")])
    with Store(path, read_only=True) as store:
        assert store.count("placed") == store.count("origin_story") == store.count("story", "current = 1") == 2
        assert store.count("event_link") == 2
        assert store.count("spread", "stories < 0") == 0
        assert not list(store.verify())


def test_an_affair_that_goes_on_is_not_read_again(tmp_path, monkeypatch):
    path = tmp_path / "record.db"
    add(path, [told(0), told(2)])
    asked = []
    readings = Store.readings
    monkeypatch.setattr(Store, "readings", lambda store, keys=None: asked.append(list(keys)) or readings(store, keys))
    add(path, [told(4)])
    assert [keys for keys in asked if keys] == [[3]]
    with Store(path, read_only=True) as store:
        assert {row["stories"] for row in store.rows("SELECT stories FROM storyline")} == {3}


def test_a_changed_story_is_held_against_others_by_what_it_says_now(tmp_path):
    path = tmp_path / "record.db"
    add(path, [told(0), told(2)])
    add(path, [reading("s2", told(2).story.text + "\nCorrected.")])
    with Store(path, read_only=True) as store:
        assert {row["story_key"] for row in store.rows("SELECT story_key FROM digest")} == {1, 3}
