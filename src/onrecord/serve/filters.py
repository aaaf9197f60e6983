"""The filters of a view, as they stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PAGE = 100  # rows a page


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
    kind: str | None = None  # of a statement
    order: str | None = None  # of a story in its origin: "first" or "after another"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Return the filters that an address gives; anything else in it is passed over."""
        return cls(**{name: query[name].strip() for name in cls.__slots__ if query.get(name, "").strip()})

    def to_dict(self) -> dict[str, Any]:
        """Return the filters that are set."""
        return {name: value for name, value in asdict(self).items() if value}

    def to_story_sql(self) -> tuple[str, list[Any]]:
        """Return more conditions over `story`, and their values."""
        return _conditions(
            ("story.outlet = ?", self.outlet),
            ("story.published >= ?", self.since),
            ("story.published < ? || '~'", self.until),  # 1960-03 lets the whole month through
        )

    def to_statement_sql(self) -> tuple[str, list[Any]]:
        """Return more conditions over `statement` and the `actor` who speaks, and their values."""
        return _conditions(
            ("instr(lower(coalesce(actor.name, statement.source)), lower(?)) > 0", self.speaker),
            ("statement.kind = ?", self.kind),
        )


def _conditions(*given: tuple[str, str | None]) -> tuple[str, list[Any]]:
    used = [(clause, value) for clause, value in given if value]
    return "".join(f" AND {clause}" for clause, _ in used), [value for _, value in used]
