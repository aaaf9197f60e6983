"""place(): give one new story its origin and its storyline among the stories so far."""

from __future__ import annotations

from onrecord.compare.index import Index, Placed
from onrecord.compare.origins import join_origin
from onrecord.compare.signature import Signature
from onrecord.compare.storylines import join_storyline, weigh

_MOST_CANDIDATES = 40
_MOST_TERMS = 24  # terms that candidates are looked up by, most telling first


def place(signature: Signature, index: Index) -> Placed:
    """Return a story with its origin and storyline, and keep it in the index.

    The answer depends on the stories placed before it, in their order, and on nothing else.
    """
    rarity = weigh(signature.terms, index)
    weights = dict(zip(signature.terms, signature.counts, strict=True))
    telling = sorted(signature.terms, key=lambda term: (-rarity[term] * weights[term], term))[:_MOST_TERMS]
    news = index.find_same_news(telling, signature.day, _MOST_CANDIDATES)
    copies = index.find_same_text(signature.bands, _MOST_CANDIDATES)
    candidates = list({one.signature.story: one for one in (*news, *copies)}.values())
    origins, likeness = join_origin(signature, candidates, rarity)
    for other in origins[1:]:
        index.merge_origins(origins[0], other)
    placed = Placed(signature=signature, origin=origins[0], storyline=join_storyline(signature, news, rarity), likeness=likeness)
    index.add(placed)
    return placed
