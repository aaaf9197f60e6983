"""A record in the forms that analysts' tools read: one file here a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.errors import ExportError
from onrecord.export.accounts import export_accounts
from onrecord.export.dossier import export_dossier
from onrecord.export.geojson import export_geojson
from onrecord.export.graphml import export_graphml
from onrecord.export.jsonl import export_jsonl
from onrecord.export.polecat import export_polecat
from onrecord.export.record import Record
from onrecord.export.tables import export_csv, export_parquet
from onrecord.export.webannotation import export_webannotation

__all__ = ["FORMATS", "export"]

FORMATS: Mapping[str, Callable[[Record, Path], int]] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "parquet": export_parquet,
    "polecat": export_polecat,
    "accounts": export_accounts,
    "geojson": export_geojson,
    "graphml": export_graphml,
    "webannotation": export_webannotation,
    "dossier": export_dossier,
}


def export(record: Record, form: str, target: Path, *, affair: str | None = None) -> int:
    """Write a record in a form; return the number of rows written. An ExportError says what cannot be written.

    A dossier is of one affair: a storyline's id, or None for the largest.
    """
    if form not in FORMATS:
        raise ExportError(f"there is no form {form!r}: choose one of {', '.join(FORMATS)}")
    if affair and form != "dossier":
        raise ExportError(f"{form} holds the whole record: --affair goes with dossier")
    try:
        if affair:
            return export_dossier(record, target, affair)
        return FORMATS[form](record, target)
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror or error}") from error
