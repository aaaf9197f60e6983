"""News agencies and the forms in which stories credit them."""

from __future__ import annotations

from functools import cache

from onrecord.ontology import load_toml


@cache
def agency_forms() -> dict[str, str]:
    """Return every form with the name of its agency, longest form first."""
    forms = {form: names[0] for names in load_toml("agencies.toml")["agencies"] for form in names}
    return dict(sorted(forms.items(), key=lambda pair: -len(pair[0])))
