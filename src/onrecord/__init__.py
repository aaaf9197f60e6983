"""onrecord reads news stories and puts on record who said and did what, according to whom, and how the accounts compare.

`add` keeps a record; `onrecord.pipeline` has `annotate` and `compare` too, for readings without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.pipeline import How, add
    from onrecord.store import Store

__version__ = "0.1.0"
__all__ = ["How", "Store", "__version__", "add"]


def __getattr__(name: str) -> Any:
    if name in {"How", "add"}:
        from onrecord import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    if name == "Store":
        from onrecord.store import Store  # noqa: PLC0415

        return Store
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
