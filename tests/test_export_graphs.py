import json
from dataclasses import replace

import networkx
import pytest

from by_hand import cut, reading
from hostile import hostile
from onrecord.export import export
from onrecord.export.graphml import EDGE, NODE
from onrecord.records import Role
from test_export_events import make


def at(story_id, **given):
    """Return a reading in which the rebels act on Ada Voss."""
    found = reading(story_id, **given)
    [event] = found.events
    voss = Role(actor="actor-voss", passage=cut(found.story.text, "General Ada Voss"))
    return replace(found, events=(replace(event, recipients=(voss,)),))


@pytest.fixture
def store(tmp_path):
    with make(tmp_path / "record.db", [at("s1"), at("s2", outlet="A & B <news>"), hostile("s3")]) as opened:
        yield opened


def test_geojson_places_events_and_names_every_account(store, tmp_path):
    assert export(store, "geojson", tmp_path / "out.geojson") == store.count("event")
    found = json.loads((tmp_path / "out.geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection"
    texts = {item.story.id: item.story.text for item in store.readings()}
    for feature in found["features"]:
        assert feature["geometry"] == {"type": "Point", "coordinates": [11.4, 59.1]}
        assert feature["properties"]["precision"] == "city"
        for account in feature["properties"]["accounts"]:
            passage = account["passage"]
            assert texts[account["story"]][passage["start"] : passage["end"]] == passage["exact"]
            assert account["run"] == 1
    assert sum(len(feature["properties"]["accounts"]) for feature in found["features"]) == 3


def test_an_event_without_a_place_has_no_geometry_and_stays(tmp_path):
    found = reading("s1")
    [event] = found.events
    with make(tmp_path / "r.db", [replace(found, events=(replace(event, place=None, place_passage=None),))]) as store:
        assert export(store, "geojson", tmp_path / "out.geojson") == 1
    [feature] = json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"]
    assert feature["geometry"] is None


def test_graphml_loads_in_networkx_with_dates_and_signs(store, tmp_path):
    edges = export(store, "graphml", tmp_path / "out.graphml")
    graph = networkx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
    assert graph.number_of_edges() == edges > 0
    assert graph.is_directed()
    assert graph.nodes["actor-rebels"]["kind"] == "group"
    assert set(graph.nodes["actor-voss"]) <= set(NODE)
    for _, _, edge in graph.edges(data=True):
        assert (edge["sign"], edge["intensity"], edge["quad"], edge["date"]) == (-1, -9.0, "material conflict", "2031-05-05")
        assert edge["mutual"] is False
        assert set(edge) <= set(EDGE)


def test_several_who_act_on_nobody_are_tied_to_each_other(tmp_path):
    found = at("s1")
    [event] = found.events
    both = replace(event, actors=(*event.actors, *event.recipients), recipients=())
    with make(tmp_path / "r.db", [replace(found, events=(both,))]) as store:
        assert export(store, "graphml", tmp_path / "out.graphml") == 1
    [(source, target, edge)] = networkx.read_graphml(tmp_path / "out.graphml").edges(data=True)
    assert {source, target} == {"actor-rebels", "actor-voss"}
    assert edge["mutual"] is True


def test_web_annotations_read_back_in_their_stories(store, tmp_path):
    rows = export(store, "webannotation", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], len(found["items"])) == ("AnnotationPage", rows)
    texts = {item.story.id: item.story.text for item in store.readings()}
    for item in found["items"]:
        for target in item["target"]:
            text = texts[target["onrecord:story"]]
            words, position = target["selector"]
            assert text[position["start"] : position["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in text
            assert target["source"].startswith(("https://courier.example/", "urn:onrecord:story:"))
    assert len({item["id"] for item in found["items"]}) == rows
