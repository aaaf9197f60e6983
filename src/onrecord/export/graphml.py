"""Who acts on whom as GraphML: dated, signed, for Gephi, networkx and igraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from onrecord.export.record import Record
from onrecord.ontology.plover import load_plover

NODE = {"label": "string", "kind": "string", "country": "string", "sectors": "string", "wikidata": "string", "stories": "int"}
EDGE = {
    "event_id": "string", "event_type": "string", "quad": "string", "sign": "int", "weight": "double", "intensity": "double",
    "mutual": "boolean", "date": "string", "status": "string", "agreement": "string", "origins": "int", "story": "string",
    "outlet": "string", "passage": "string", "passage_start": "int", "passage_end": "int", "run": "int",
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export_graphml(record: Record, target: Path) -> int:
    """Write actors as nodes and what occurred between two of them as edges; return the number of edges."""
    edges = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for what, keys in (("node", NODE), ("edge", EDGE)):
            for name, kind in keys.items():
                out.write(f'<key id="{what[0]}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n')
        out.write('<graph id="actors" edgedefault="directed">\n')
        for actor in record.table("actor"):
            out.write(f"<node id={_quote(actor['actor_id'])}>")
            sectors = re.sub(r'[\["\],]+', " ", actor["sectors"]).strip()
            _write_data(out, "n", dict(actor) | {"label": actor["name"], "sectors": sectors or None}, NODE)
            out.write("</node>\n")
        for edge in _edges(record):
            out.write(f'<edge id="e{edges}" source={_quote(edge["source"])} target={_quote(edge["target"])}>')
            _write_data(out, "e", edge, EDGE)
            out.write("</edge>\n")
            edges += 1
        out.write("</graph>\n</graphml>\n")
    return edges


def _edges(record: Record) -> Iterator[Mapping[str, Any]]:
    """Yield an edge an event and pair of actors, as its first mention that tells of both has it."""
    plover = load_plover()
    seen: set[tuple[str, str]] = set()
    event_id = None
    for event in record.rows(_EVENTS):
        if event["event_id"] != event_id:
            event_id, seen = event["event_id"], set()
        roles = record.rows(_ROLES, (event["story_key"], event["mention_id"]))
        pairs, mutual = _pairs([row["actor_id"] for row in roles if row["role"] == "actor"],
                               [row["actor_id"] for row in roles if row["role"] == "recipient"])  # fmt: skip
        for source, target in pairs:
            if (source, target) not in seen:
                seen.add((source, target))
                scale = plover.scales.get(event["event_type"], 0.0)
                quad = plover.quads.get(event["event_type"], "")
                sign = 1 if "cooperation" in quad else -1
                yield dict(event) | {"source": source, "target": target, "mutual": mutual, "sign": sign, "quad": quad, "intensity": scale,
                                     "weight": float(event["origins"] or 1)}  # fmt: skip


def _pairs(actors: Sequence[str], recipients: Sequence[str]) -> tuple[list[tuple[str, str]], bool]:
    """Return who acted on whom; where several acted together and on nobody, every two of them, and True."""
    if recipients or len(actors) < 2:
        return [(a, b) for a, b in itertools.product(dict.fromkeys(actors), dict.fromkeys(recipients)) if a != b], False
    return list(itertools.combinations(dict.fromkeys(actors), 2)), True


def _write_data(out: IO[str], prefix: str, values: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    for name in keys:
        value = values[name]
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            out.write(f'<data key="{prefix}_{name}">{escape(_clean(text))}</data>')


def _quote(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


_EVENTS = """
SELECT event.event_id, event.event_type, event."time" AS date, event.agreement, event.origins, event_mention.status,
       event_mention.story_key, event_mention.mention_id, story.story_id AS story, story.outlet, story.run_id AS run,
       trigger_exact AS passage, trigger_start AS passage_start, trigger_end AS passage_end
FROM event JOIN event_link USING (event_id) JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
WHERE event_mention.status IN ('occurred', 'ongoing') ORDER BY event.event_id, event_link.position
"""

_ROLES = "SELECT role, actor_id FROM event_role WHERE story_key = ? AND mention_id = ? ORDER BY position"
