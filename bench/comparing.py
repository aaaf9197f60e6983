"""Time adding stories to a record as it grows, the annotation set aside: made-up stories of known families.

usage: .venv/bin/python bench/comparing.py [--stories 100000] [--step 1000] [--record FILE]

An affair has eight stories over a few days: an agency text, two reprints, a rewrite and four own reports; they come mixed with those of
other affairs. Prints processor time for keeping and for comparing steps of stories, the memory, and how right the families are. The code
is warm before the first step; beside each row the first step is timed again, in a record of its own, for the machine's own speed changes
meanwhile. Of the last three steps and of three such first ones a row gives the medians.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from onrecord.comparing import compare_new
from onrecord.records import EventMention, Passage, Place, PlaceMention, RawStory, Reading, Story, TimeMention, make_id
from onrecord.store import Run, Store

RUN = Run(command="bench", version="1", model="none", settings={}, arguments=[])
START = date(2010, 1, 1)
AFFAIRS_A_DAY = 30
TIMED = 3  # steps that a row is the median of
SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeiou"]
WEAPONS = ("bomb", "car bomb", "air strike", "rocket attack", "mortar attack")
FILLER = (
    "The mayor of {p} asked people to stay at home while rescuers searched the {w1} district.",
    "Witnesses in the {w1} quarter said they had seen {n1} near the {w2} bridge an hour before.",
    "Schools in {p} will stay closed until the {w2} road has been cleared, {n2} said.",
    "{n1}, who runs a shop on {w1} street, said the windows of every house had gone.",
    "Hospitals called in doctors from {w2} and asked for blood, {n2} told reporters.",
    "An official named {n2} said the inquiry would look at the {w1} depot first.",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=1000)
    parser.add_argument("--record", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        add_first(Path(folder) / "warm.db", args.step // 10)
        columns = ("stories on record", "keep, ms a story", "compare, ms a story", "the first step again, ms", "ratio", "peak memory, MiB")
        print(f"| {' | '.join(columns)} |")
        print("|" + " --- |" * 6)
        fill(args.record or Path(folder) / "bench.db", args.stories, args.step, Path(folder))


def fill(path: Path, stories: int, step: int, folder: Path) -> None:
    """Add made-up stories in steps and print what each took, beside what the first step takes at that time."""
    batch: list[Reading] = []
    last: deque[tuple[float, float]] = deque(maxlen=TIMED)
    with Store(path) as store:
        run_id = store.start_run(RUN)
        done = 0
        for reading in make_stories(stories):
            batch.append(reading)
            if len(batch) == step:
                done += step
                last.append(add(store, batch, run_id))
                if done == step or done % (10 * step) == 0 or done > stories - step:
                    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                    firsts = [sum(add_first(folder / f"first-{done}-{again}.db", step)) for again in range(TIMED)]
                    keep, compare, first = (statistics.median(part) for part in (*zip(*last, strict=True), firsts))
                    print(
                        f"| {done:,} | {keep:.1f} | {compare:.1f} | {first:.1f} | {(keep + compare) / first:.2f} | {memory} |", flush=True
                    )
                batch = []
        score(store)


def add_first(path: Path, stories: int) -> tuple[float, float]:
    """Add the first stories to a record of their own; return what it took."""
    with Store(path) as store:
        return add(store, list(make_stories(stories)), store.start_run(RUN))


def add(store: Store, batch: list[Reading], run_id: int) -> tuple[float, float]:
    """Keep and compare one step of stories; return the milliseconds a story."""
    list(store.unseen([RawStory(id=r.story.id, text=r.story.text, location="bench", bytes_sha256=r.story.bytes_sha256) for r in batch]))
    start = time.process_time()
    store.add(batch, run_id)
    kept = time.process_time()
    compare_new(store)
    compared = time.process_time()
    a_story = 1000 / len(batch)
    return (kept - start) * a_story, (compared - kept) * a_story


def score(store: Store) -> None:
    """Print how right origins and storylines are, by pairs of stories."""
    for table, column, key in (("origin_story", "origin_id", "family"), ("storyline_story", "storyline_id", "affair")):
        groups: dict[str, list[str]] = defaultdict(list)
        for row in store.rows(f"SELECT story_id, {column} AS line FROM {table} JOIN story USING (story_key)"):
            groups[row["line"]].append(row["story_id"])
        together = right = wanted = 0
        sizes: dict[str, int] = defaultdict(int)
        for members in groups.values():
            for at, one in enumerate(members):
                sizes[label(one, key)] += 1
                for other in members[:at]:
                    together += 1
                    right += label(one, key) == label(other, key)
        wanted = sum(size * (size - 1) // 2 for size in sizes.values())
        print(f"{key}: precision {right / max(1, together):.3f}, recall {right / max(1, wanted):.3f} of pairs")


def label(story: str, key: str) -> str:
    """Return the affair or the family that a made-up story is of, from its id."""
    affair, family, _ = story.split("-")
    return affair if key == "affair" else f"{affair}-{family}"


def make_stories(number: int) -> Iterator[Reading]:
    """Yield made-up stories in the order of their days."""
    chance = random.Random(7)
    waiting: dict[int, list[Reading]] = defaultdict(list)
    day = made = affair = 0
    while made < number:
        for _ in range(AFFAIRS_A_DAY):
            for later, reading in make_affair(affair, day, chance):
                waiting[day + later].append(reading)
            affair += 1
        for reading in waiting.pop(day, ()):
            yield reading
            made += 1
            if made == number:
                return
        day += 1


def make_affair(affair: int, day: int, chance: random.Random) -> Iterator[tuple[int, Reading]]:
    """Yield the stories of one affair, each with the days after its start."""
    names = {key: word(chance).title() for key in ("p", "n1", "n2")} | {key: word(chance) for key in ("w1", "w2")}
    weapon, toll = chance.choice(WEAPONS), chance.randrange(3, 90)

    def text(dead: int) -> str:
        happened = (START + timedelta(days=day)).isoformat()
        lead = f"A {weapon} killed {dead} people in {names['p']} on {happened}, {names['n1']} said."
        return " ".join([lead, *(line.format(**names) for line in chance.sample(FILLER, 5)), *(word(chance) + "." for _ in range(12))])

    wire = text(toll)
    for copy in range(3):
        yield (
            0,
            make_reading(f"{affair}-wire-{copy}", wire if not copy else f"{word(chance).title()} {word(chance)}. {wire}", names["p"], day),
        )
    half = wire.split(". ")
    yield 0, make_reading(f"{affair}-wire-3", ". ".join([*half[:3], *text(toll).split(". ")[1:]]), names["p"], day)
    for own in range(4):
        yield own, make_reading(f"{affair}-own{own}-0", tell_own(names, weapon, toll + own, day, chance), names["p"], day + own)


def tell_own(names: dict[str, str], weapon: str, dead: int, day: int, chance: random.Random) -> str:
    """Return an own report: the same facts and names in words of its own."""
    happened = (START + timedelta(days=day)).isoformat()
    lead = f"Reporters counted {dead} people killed by a {weapon} in {names['p']} on {happened}."
    lines = [
        " ".join([word(chance).title(), *(word(chance) for _ in range(5)), chance.choice(list(names.values())), word(chance)]) + "."
        for _ in range(10)
    ]
    return " ".join([lead, *lines])


def make_reading(story_id: str, text: str, place: str, day: int) -> Reading:
    """Return a reading with the place, the time and the event of the lead."""
    published = (START + timedelta(days=day)).isoformat()
    story = Story(id=story_id, text=text, location="bench", bytes_sha256=make_id("b", text), published=published, outlet=story_id[-3:])
    ends = [at + 1 for at, letter in enumerate(text) if letter == "."]
    sentences = list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))
    at = text.index(f"in {place} on ") + 3
    time_at = at + len(place) + 4
    trigger = text.index("killed")
    return Reading(
        story=story,
        sentences=sentences,
        actors=(),
        places=(
            Place(
                id=f"place-{place}",
                name=place,
                country="XXX",
                lat=None,
                lon=None,
                precision="city",
                geonames_id=None,
                mentions=(PlaceMention(passage=Passage.cut(story, at, at + len(place)), use="literal"),),
            ),
        ),
        times=(TimeMention(passage=Passage.cut(story, time_at, time_at + 10), type="DATE", value=text[time_at : time_at + 10]),),
        statements=(),
        events=(
            EventMention(
                id=make_id("em", story_id),
                event_type="ASSAULT",
                mode=None,
                contexts=(),
                trigger=Passage.cut(story, trigger, trigger + 6),
                trigger_lemma="kill",
                sentence=Passage.cut(story, *next(sentence for sentence in sentences if sentence[0] <= trigger < sentence[1])),
                actors=(),
                recipients=(),
                place=f"place-{place}",
                place_passage=None,
                time=None,
                status="occurred",
                attributed_to=None,
                numbers=(),
                score=1.0,
            ),
        ),
        main_event=make_id("em", story_id),
    )


def word(chance: random.Random) -> str:
    """Return a made-up word."""
    return "".join(chance.choice(SYLLABLES) for _ in range(4))


if __name__ == "__main__":
    main()
