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


def test_a_changed_story_leaves_its_old_place(tmp_path):
    path = tmp_path / "record.db"
    add(path, [told(0), told(2)])
    add(path, [reading("s2", told(2).story.text + "\nCorrected.")])
    with Store(path, read_only=True) as store:
        assert store.count("placed") == store.count("origin_story") == store.count("story", "current = 1") == 2
        assert store.count("event_link") == 2
        assert store.count("spread", "stories < 0") == 0
        assert not list(store.verify())
