"""The filters of a view, as they stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a view is narrowed to; None leaves a filter open."""

    since: str | None = None  # day or longer stretch, as in the record: 1960-03 covers the month
    until: str | None = None
    type: str | None = None
    actor: str | None = None  # actor id
    place: str | None = None  # name
    status: str | None = None
    outlet: str | None = None
    agreement: str | None = None
    speaker: str | None = None  # part of a name

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Return the filters that an address gives; anything else in it is passed over."""
        return cls(**{name: query[name].strip() for name in cls.__slots__ if query.get(name, "").strip()})

    def to_dict(self) -> dict[str, Any]:
        """Return the filters that are set."""
        return {name: value for name, value in asdict(self).items() if value}

    def to_sql(self, storyline_id: str | None = None) -> tuple[str, list[Any]]:
        """Return a WHERE clause over `event`, and its values."""
        where: list[str] = []
        values: list[Any] = []

        def add(clause: str, *some: Any) -> None:
            where.append(clause)
            values.extend(some)

        if storyline_id:
            add("event.storyline_id = ?", storyline_id)
        if self.type:
            add("event.event_type = ?", self.type)
        if self.agreement:
            add("event.agreement = ?", self.agreement)
        if self.since:
            add('event."time" >= ?', self.since)
        if self.until:
            add('substr(event."time", 1, length(?)) <= ?', self.until, self.until)
        if self.actor:
            add(_HAS_MENTION.format(more="JOIN event_role USING (story_key, mention_id)", where="event_role.actor_id = ?"), self.actor)
        if self.place:
            add("event.place_id IN (SELECT place_id FROM story_place WHERE name = ?)", self.place)
        if self.status:
            add(_HAS_MENTION.format(more="JOIN event_mention USING (story_key, mention_id)", where="event_mention.status = ?"), self.status)
        if self.outlet:
            add(_HAS_MENTION.format(more="JOIN story USING (story_key)", where="story.outlet = ?"), self.outlet)
        return ("WHERE " + " AND ".join(where) if where else ""), values

    def to_story_sql(self) -> tuple[str, list[Any]]:
        """Return more conditions over `story`, and their values."""
        given = [
            ("story.outlet = ?", self.outlet),
            ("story.published >= ?", self.since),
            ("substr(story.published, 1, 10) <= ?", self.until),
        ]
        used = [(clause, value) for clause, value in given if value]
        return "".join(f" AND {clause}" for clause, _ in used), [value for _, value in used]


_HAS_MENTION = "event.event_id IN (SELECT event_id FROM event_link {more} WHERE {where})"
