"""Make src/onrecord/data/words.toml: in which share of news stories a common word stands.

usage: python training/words/make.py BENCH > src/onrecord/data/words.toml

BENCH is the folder with the open sets: ECB+ train (CC BY 3.0), MEANTIME (CC BY 4.0), GUM news and interviews (CC BY 4.0).
Stories of one ECB+ subtopic count as one document, so that its few affairs do not make their own words common.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

SETS = ("coref/train/ecbplus-train", "times/meantime-dev", "quotes/gum-news-train", "quotes/gum-news-dev", "quotes/gum-interview-train")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST = 0.03


def main(bench: Path) -> None:
    """Print the table."""
    documents: dict[str, set[str]] = defaultdict(set)
    for name in SETS:
        for line in (bench / f"{name}.jsonl").read_text("utf-8").splitlines():
            story = json.loads(line)
            document = documents[story.get("subtopic") or story["id"]]
            document |= {word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(story["text"])}
    shares = Counter(word for words in documents.values() for word in words)
    print("# The share of news stories in which a common word stands. Made by training/words/make.py; see data/README.md.")
    print("[shares]")
    for word, count in sorted(shares.items()):
        if count >= LEAST * len(documents):
            print(f"{json.dumps(word, ensure_ascii=False)} = {count / len(documents):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
