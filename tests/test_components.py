import pytest

from onrecord.records import Reading

TEXT = (
    "BEIRUT (Reuters) - Lebanon accused Israel on Tuesday of shelling a village near the border.\n"
    '"We will answer," Prime Minister Karim Haddad said.'
)
NAMES = ("onrecord_times", "onrecord_places", "onrecord_actors", "onrecord_statements", "onrecord_events")


@pytest.fixture(scope="module")
def pipeline():
    from onrecord.annotate import load_model

    nlp = load_model()
    nlp.add_pipe("onrecord_lines", before="parser")
    for name in NAMES:
        nlp.add_pipe(name)
    return nlp


@pytest.mark.slow
def test_components_leave_spans_and_plain_dicts_that_survive_bytes(pipeline):
    from spacy.tokens import Doc

    doc = pipeline(TEXT)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert [statement["content"][0]["exact"] for statement in again._.onrecord_statements]
    for name in NAMES:
        assert again._.get(name) == doc._.get(name)
        assert [(span.start, span.end) for span in again.spans[name]] == [(span.start, span.end) for span in doc.spans[name]]


@pytest.mark.slow
def test_components_work_in_two_processes(pipeline):
    docs = list(pipeline.pipe([TEXT, TEXT], n_process=2))
    assert [doc._.onrecord_statements for doc in docs] == [pipeline(TEXT)._.onrecord_statements] * 2


@pytest.mark.slow
def test_components_find_what_extract_finds(pipeline, read):
    reading: Reading = read(TEXT)
    doc = pipeline(TEXT)
    assert [found["trigger"]["exact"] for found in doc._.onrecord_events] == [event.trigger.exact for event in reading.events]
    assert [found["name"] for found in doc._.onrecord_actors] == [actor.name for actor in reading.actors]
