"""onrecord reads news stories and puts on record who said and did what, according to whom, and how the accounts compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.pipeline import annotate, compare

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "compare"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - heavy modules are imported when first asked for
    if name in {"annotate", "compare"}:
        from onrecord import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
