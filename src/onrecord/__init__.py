"""onrecord reads news stories and puts on record who said and did what, according to whom, and how the accounts compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.pipeline import How, add, annotate, compare
    from onrecord.store import Store

__version__ = "0.1.0"
__all__ = ["How", "Store", "__version__", "add", "annotate", "compare"]


def __getattr__(name: str) -> Any:
    if name in {"How", "add", "annotate", "compare"}:
        from onrecord import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    if name == "Store":
        from onrecord.store import Store  # noqa: PLC0415

        return Store
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
