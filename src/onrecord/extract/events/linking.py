"""Mentions of one event in one story, and the event that the story is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import EventMention, Role, Story

_HARM = frozenset({"kill", "wound", "injure", "maim", "hurt"})
_NEWS = ("occurred", "ongoing", "future", "negated")


def link_mentions(events: Iterable[EventMention]) -> Sequence[EventMention]:
    """Return the events, each later mention of one event pointing at the first."""
    linked: list[EventMention] = []
    for event in events:
        first = next((other for other in linked if other.same_as is None and _is_same(other, event)), None)
        linked.append(replace(event, same_as=first.id) if first else event)
    return linked


def find_main_event(story: Story, events: Sequence[EventMention]) -> str | None:
    """Return the id of the event that the story is about: what its lead reports as news."""
    if not events:
        return None
    start = story.dateline.passage.end if story.dateline else 0
    repeated = {event.same_as for event in events if event.same_as}

    def weight(event: EventMention) -> float:
        nearness = max(0.0, 1.0 - (event.trigger.start - start) / 900)
        return event.score + nearness + 0.3 * (event.id in repeated) + 0.3 * bool(event.numbers) - 0.5 * (event.status not in _NEWS)

    best = max(events, key=lambda event: (weight(event), -event.trigger.start))
    return best.same_as or best.id


def _is_same(a: EventMention, b: EventMention) -> bool:
    if a.event_type != b.event_type or (a.mode and b.mode and a.mode != b.mode):
        return False
    if (a.place and b.place and a.place != b.place) or (a.time and b.time and a.time.value != b.time.value):
        return False
    if a.sentence == b.sentence and a.status == b.status and a.event_type == "ASSAULT" and {a.trigger_lemma, b.trigger_lemma} & _HARM:
        return True  # what was done, and whom it harmed: "a bomb exploded, killing ten"
    actors, recipients = _ids(a.actors) & _ids(b.actors), _ids(a.recipients) & _ids(b.recipients)
    conflict = (a.actors and b.actors and not actors) or (a.recipients and b.recipients and not recipients)
    return (
        not conflict
        and (a.trigger_lemma == b.trigger_lemma or bool(actors and recipients))
        and bool(actors or recipients or a.place == b.place)
    )


def _ids(roles: Iterable[Role]) -> set[str]:
    return {role.actor for role in roles}
