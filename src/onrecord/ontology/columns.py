"""Under which names tables and pages give what a story has."""

from __future__ import annotations

from functools import cache

from onrecord.ontology import load_toml


@cache
def usual_columns() -> dict[str, list[str]]:
    """Return our field names with the usual names of their columns, likeliest first."""
    return {str(field): list(names) for field, names in load_toml("columns.toml")["columns"].items()}


@cache
def page_date_names() -> tuple[str, ...]:
    """Return the names of meta elements that carry a date, surest first."""
    return tuple(load_toml("columns.toml")["page"]["dates"])
