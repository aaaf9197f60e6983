"""What the pages ask of a record. Every answer is plain data: a page renders it, and the same address gives it as JSON."""

from __future__ import annotations

from onrecord.serve.questions.actor import ask_actor
from onrecord.serve.questions.affair import ask_affair
from onrecord.serve.questions.event import ask_event
from onrecord.serve.questions.events import ask_events
from onrecord.serve.questions.record import ask_dropped, ask_outlets, ask_overview, ask_stories, ask_storylines
from onrecord.serve.questions.search import ask_search
from onrecord.serve.questions.story import ask_story

__all__ = [
    "ask_actor",
    "ask_affair",
    "ask_dropped",
    "ask_event",
    "ask_events",
    "ask_outlets",
    "ask_overview",
    "ask_search",
    "ask_stories",
    "ask_story",
    "ask_storylines",
]
