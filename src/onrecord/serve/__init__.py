"""The desk: a local, read-only web page over a record."""

from __future__ import annotations

from pathlib import Path

__all__ = ["serve"]


def serve(record: Path, *, port: int = 8765) -> None:
    """Serve a record on 127.0.0.1 until stopped; it can be written at the same time."""
    import uvicorn  # noqa: PLC0415

    from onrecord.serve.app import make_app  # noqa: PLC0415

    uvicorn.run(make_app(record), host="127.0.0.1", port=port, log_level="warning", access_log=False)
