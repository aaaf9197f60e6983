"""Measure the links of `onrecord compare` on found mentions, and its storylines.

usage: onrecord compare INPUT --to COMPARED.json && .venv/bin/python bench/links.py GOLD.jsonl COMPARED.json

GOLD has a story a line with `mentions` ({start, end, type, chain}), `topic` and `subtopic`. A mention is found if the trigger of
an event lies on a gold mention of an action. Links are pairs of found mentions that are put into one event: within a story
and across stories. Storylines are held against topics and subtopics with BCubed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

Mention = tuple[str, int]  # story, start


def main() -> None:
    """Print links and storylines, and the wrong links if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("compared", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="wrong links to print")
    args = parser.parse_args()
    gold = {row["id"]: row for row in map(json.loads, args.gold.read_text("utf-8").splitlines())}
    compared = json.loads(args.compared.read_text("utf-8"))
    chains, events = find_mentions(gold, compared)
    print(f"found mentions {len(chains)} of {sum(len(list(actions(row))) for row in gold.values())}")
    for name, across in (("within stories", False), ("across stories", True)):
        print(f"links {name}: {measure(chains, events, across=across)}")
    lines = {story: line["id"] for line in compared["storylines"] for story in line["stories"]}
    for key in ("topic", "subtopic"):
        print(f"storylines against {key}: {bcubed(lines, {story: (row['topic'], row[key]) for story, row in gold.items()})}")
    for one, other in list(wrong(chains, events))[: args.wrong]:
        print(f"--- {show(gold, one)}\n    {show(gold, other)}")


def actions(row: Mapping) -> Iterator[Mapping]:
    """Yield the gold mentions of actions."""
    return (mention for mention in row["mentions"] if mention["type"] == "action")


def find_mentions(gold: Mapping[str, Mapping], compared: Mapping) -> tuple[dict[Mention, str], dict[Mention, str]]:
    """Return the gold chain and the event of every found mention."""
    of = {(each["story"], each["event"]): event["id"] for event in compared["events"] for each in event["mentions"]}
    chains, events = {}, {}
    for story in compared["stories"]:
        wanted = list(actions(gold[story["id"]]))
        for event in story["events"]:
            start, end = event["trigger"]["start"], event["trigger"]["end"]
            hit = next((each for each in wanted if each["start"] < end and start < each["end"]), None)
            if hit is not None:
                mention = story["id"], hit["start"]
                chains[mention], events[mention] = str(hit["chain"]), of[story["id"], event["id"]]
    return chains, events


def measure(chains: Mapping[Mention, str], events: Mapping[Mention, str], *, across: bool) -> str:
    """Return precision and recall of the pairs."""
    right = said = true = 0
    for one, other in combinations(sorted(chains), 2):
        if (one[0] != other[0]) == across:
            same, linked = chains[one] == chains[other], events[one] == events[other]
            right, said, true = right + (same and linked), said + linked, true + same
    return f"precision {100 * right / max(1, said):.1f} ({right} of {said}), recall {100 * right / max(1, true):.1f} (of {true})"


def wrong(chains: Mapping[Mention, str], events: Mapping[Mention, str]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the pairs that are one event and not one chain."""
    return ((one, other) for one, other in combinations(sorted(chains), 2) if events[one] == events[other] and chains[one] != chains[other])


def bcubed(said: Mapping[str, Hashable], true: Mapping[str, Hashable]) -> str:
    """Return BCubed precision, recall and F1 of one grouping of stories against another."""

    def mean(group: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float:
        members: dict[Hashable, list[str]] = defaultdict(list)
        for story in said:
            members[group[story]].append(story)
        shares = [sum(other[each] == other[story] for each in members[group[story]]) / len(members[group[story]]) for story in said]
        return sum(shares) / len(shares)

    precision, recall = mean(said, true), mean(true, said)
    f1 = 2 * precision * recall / (precision + recall)
    groups = f"{len(set(said.values()))} groups for {len({true[story] for story in said})}"
    return f"BCubed P {100 * precision:.1f}, R {100 * recall:.1f}, F1 {100 * f1:.1f}, {groups}"


def show(gold: Mapping[str, Mapping], mention: Mention) -> str:
    """Return a mention in its words."""
    story, start = mention
    text = gold[story]["text"]
    return f"{story[:12]} {gold[story]['subtopic']} " + f"{text[max(0, start - 70) : start]}>>{text[start : start + 60]}".replace("\n", " ")


if __name__ == "__main__":
    main()
