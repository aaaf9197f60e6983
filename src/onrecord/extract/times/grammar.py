"""What time expressions look like in lower case: one rule a form, each with the function that resolves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from onrecord.extract.times import dates, sets, stretches, weekdays
from onrecord.extract.times.clock import Resolved
from onrecord.ontology.times import load_time_words

_WORDS = load_time_words()


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_SHORT_MONTHS = [word for word in _WORDS.months if len(word) < 5 and word not in ("may", "june", "july")]
_MONTH = rf"(?P<month>{_any([w for w in _WORDS.months if w not in _SHORT_MONTHS])}|(?:{_any(_SHORT_MONTHS)})\.?)"
_WEEKDAY = rf"(?P<weekday>{_any([w for w in _WORDS.weekdays if len(w) > 5])})"
_SHORT_WEEKDAY = rf"(?:{_any(_WORDS.weekdays)})\.?"
_PART = rf"(?P<part>{_any(_WORDS.parts)})"
_NUM = rf"(?:\d+(?:\.\d+)?|{_any(w for w in _WORDS.numbers if len(w) > 2)})(?:[ -](?:{_any(w for w in _WORDS.numbers if len(w) > 2)}))?(?: (?:and a half|1/2))?"
_VAGUE = r"several|a few|few|many|some|a couple of|a couple|dozens of|a number of|recent|coming|numerous"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie)s?"
_MONTH_2 = _MONTH.replace("?P<month>", "?:")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DAY_2 = _DAY.replace("?P<day>", "?:")
_EDGE = r"(?:(?P<edge>early|late|mid|the beginning of|the start of|the end of|beginning of|end of|the middle of)(?:\s|-)(?:in\s)?)"
_AMOUNT = r"(?:(?P<amount>at least|no less than|more than|over|less than|under|up to|about|around|nearly|almost|some|approximately|roughly|only|just)\s)"
_ZONE = r"(?:\s?\(?(?:gmt|utc|est|edt|cst|cdt|pst|pdt|bst|cet|local time|et)\)?(?:\s?[+-]\d+)?)"
_CLOCK = rf"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?){_ZONE}?"
_CLOCK24 = rf"(?P<hour>[01]?\d|2[0-4])(?::|\.)?(?P<minute>[0-5]\d)(?:{_ZONE})"
_HOUR_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAY_WORD = r"(?P<today>today|tonight|yesterday|tomorrow)"

NEAR = re.compile(
    rf"\b(?:{_any(w for w in _WORDS.months if len(w) > 3)}|(?-i:M(?:ay|AY))|(?:{_any(_SHORT_MONTHS)})\b|(?:{_any(w for w in _WORDS.weekdays if len(w) > 5)})s?|"
    r"today|tonight|yesterday|tomorrow|(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur)\w*|"
    rf"morning|afternoon|evening|noon|midnight|midday|{_any(_WORDS.seasons)}|now|currently|current|recently|lately|annual\w*|daily|hourly|"
    rf"future|past|nowadays|soon|previously|formerly|ago|present|moment|{_any((*_WORDS.fixed_days, *_WORDS.movable_days, *_WORDS.easter))}|"
    r"1[5-9]\d\ds?|20\d\ds?|\d\d?:\d\d|\d\d?\s?[ap]\.?m|GMT|UTC)\b|['’]\d\ds?\b|\b(?:19|20)\d{6}\b|\d/\d",
    re.IGNORECASE,
)

_Rule = tuple[str, Callable[..., Resolved | None]]
_PATTERNS: Sequence[_Rule] = (
    # full and partial dates
    (rf"{_YEAR}-(?P<mm>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?:[t ]\d\d:\d\d(?::\d\d)?z?)?", dates.iso),
    (r"(?P<year>19\d\d|20\d\d)(?P<mm>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])", dates.iso),
    (r"(?P<mm>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])/(?P<year>\d{4}|\d\d)", dates.iso),
    (r"(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<mm>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)", dates.iso),
    # ranges: each end by itself; the first takes month and year from the second
    (rf"(?<=between\s){_DAY}(?=\sand\s{_DAY_2}\s{_MONTH}\b(?:,?\s{_YEAR})?)", dates.month_day),
    (rf"(?<=from\s){_DAY}(?=\s(?:to|until)\s{_DAY_2}\s{_MONTH}\b(?:,?\s{_YEAR})?)", dates.month_day),
    (rf"{_DAY}(?=\s?[-–]\s?{_DAY_2}\s{_MONTH}\b(?:,?\s{_YEAR})?)", dates.month_day),
    (rf"{_DAY}\s{_MONTH}(?=\s?(?:to|and|until|-|–)\s?{_DAY_2}\s{_MONTH_2}\b,?\s{_YEAR})", dates.month_day),
    (rf"{_MONTH}\s{_DAY}(?=\s?(?:to|and|until|-|–)\s?(?:{_MONTH_2}\s)?{_DAY_2}\b,?\s{_YEAR})", dates.month_day),
    (rf"(?:{_SHORT_WEEKDAY},?\s)?(?:{_EDGE})?{_MONTH}\s{_DAY}\b(?!,?\s?\d{{1,3}}\b)(?:,?\s{_YEAR})?", dates.month_day),
    (rf"(?:{_SHORT_WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}\b(?:,?\s{_YEAR})?", dates.month_day),
    (rf"{_DAY}\b(?![:.,]?\d|%)", dates.day_of_range),
    (rf"(?:{_EDGE})?{_MONTH}(?:\sof)?,?\s{_YEAR}", dates.month_year),
    (rf"(?:(?P<which>last|next|this|this past|this coming)\s)?(?:{_EDGE})?{_MONTH}(?!\.?\s\d{{1,2}}\b)", dates.month_alone),
    (rf"the\s(?P<which>week|weekend)\sof\s{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?", dates.week_of),
    (rf"the\s(?P<which>week|weekend)\sof\s(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}\b(?:,?\s{_YEAR})?", dates.week_of),
    (rf"week\s(?P<n>\d\d?)\sof\s{_YEAR}", dates.week_number),
    # years, decades, centuries
    (rf"(?:{_EDGE})?(?:the\s)?{_YEAR}(?!\d|s\b|\s\d\d?\.\d\d?\.\d|[ -](?:people|men|troops|soldiers|dollars|meters|metres|miles|km|kilometers|pounds|feet))", dates.year),
    (rf"{_YEAR}\s?[-–/]\s?(?P<until>\d\d(?:\d\d)?)\b", dates.years),
    (r"(?<=\s)['’](?P<short>[5-9]\d)(?!\d|s\b|\s?['’])", dates.short_year),
    (rf"(?:the\s)?(?:{_EDGE})?(?:the\s)?(?:(?P<decade>1[5-9]\d|20[0-2])0|['’]?(?P<tens>[2-9])0)['’]?s", dates.decade),
    (r"(?:the\s)?(?:early|mid|late)?[ -]?(?P<n>1\d|20|21)(?:st|th)[ -]century", dates.century),
    (r"(?:the\s)?(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[ -]quarter(?:\s(?:of\s)?(?P<of>(?:1[5-9]|20)\d\d|last year|this year|next year))?", dates.quarter),
    (r"(?:the\s)?(?P<n>first|second)\shalf\sof\s(?P<of>(?:1[5-9]|20)\d\d|(?:last|this|next|the)\syear)", dates.half),
    (rf"(?:fiscal|financial)\s(?:year\s)?{_YEAR}", dates.year),
    # weekdays and days
    (rf"(?:(?P<which>last|next|this|this past|this coming|early|late|earlier)\s)?{_WEEKDAY}(?P<many>s(?!['’]))?(?:['’]s)?(?:\s(?:at\s)?{_PART}\b)?", weekdays.weekday),
    (rf"(?:(?:earlier|later|late|early)\s)?{_DAY_WORD}(?:\s{_PART}\b)?", weekdays.day_word),
    (r"the\sday\s(?:before\s(?=yesterday)|after\s(?=tomorrow))(?P<today>yesterday|tomorrow)", weekdays.day_beside),
    (rf"(?P<which>this|last|that|the same|the next|the following)\s{_PART}", weekdays.part_of_day),
    (r"(?P<which>the same|that|the next|the following|the previous|the|same|earlier that|later that|the other)\s(?P<unit>day|week|weekend|month|year)(?:\s(?P<side>before|after|previous|earlier|later))?", weekdays.in_story),
    (rf"{_CLOCK}(?:\s(?:on\s)?(?:{_WEEKDAY}|{_DAY_WORD}))?", weekdays.clock),
    (rf"(?P<hour>{_HOUR_WORD}|1[0-2]|[1-9])(?P<minute>)\s(?:o['’]clock\s)?in\sthe\s(?P<half>morning|afternoon|evening)(?:\s(?:on\s)?(?:{_WEEKDAY}|{_DAY_WORD}))?", weekdays.clock),
    (rf"{_CLOCK24}(?:\s(?:on\s)?(?:{_WEEKDAY}|{_DAY_WORD}))?", weekdays.clock),
    (rf"(?P<noon>noon|midnight|midday)(?:\s(?:on\s)?(?:{_WEEKDAY}|{_DAY_WORD}))?", weekdays.noon),
    (r"the\ssame\s(?P<unit>day|week|month|quarter|period)\s(?:(?:a|one)\syear\s(?:ago|earlier|before)|(?:of\s)?last\syear)", weekdays.year_before),
    # relative stretches
    (rf"(?:(?:earlier|later|the)\s|(?P<edge>early|late)\s)?(?P<which>last|this|next|past|previous|coming|current|same)\s(?P<unit>week|weekend|month|quarter|year|decade|century|{_any(_WORDS.seasons)})", stretches.which_unit),
    (rf"{_EDGE}(?P<which>the|this|last|next)\s(?P<unit>week|month|year|decade)", stretches.which_unit),
    (rf"(?:the\s)?(?P<which>last|past|next|coming|first|previous|final|recent)\s(?P<n>{_NUM}|{_VAGUE})\s(?:\w+\s)?{_UNIT}\b", stretches.span),
    (r"(?:the\s)?(?P<which>recent|coming|past|last)\s(?P<n>)(?P<unit>day|week|month|year|decade)s", stretches.span),
    (rf"(?:{_AMOUNT})?(?P<n>an?|{_NUM}|{_VAGUE})\s{_UNIT}\s(?P<side>ago|earlier|before|later|from now|afterwards|after that)", stretches.ago),
    (r"(?P<n>)(?P<unit>day|week|month|year|decade)s\s(?P<side>ago|earlier|later)", stretches.ago),
    (rf"(?<=between\s)(?P<n>{_NUM})(?=\sand\s{_NUM}\s{_UNIT}\b)", stretches.duration),
    (rf"(?P<n>{_NUM})(?=\s(?:to|or)\s{_NUM}\s{_UNIT}\b)", stretches.duration),
    (rf"(?:{_AMOUNT})?(?P<n>{_NUM}|{_VAGUE})(?:\s|-)(?:straight\s|more\s|consecutive\s|full\s|working\s)?{_UNIT}\b(?:[- ](?:long|old)\b)?", stretches.duration),
    (rf"(?:{_AMOUNT})?(?P<n>an?)\s(?:full\s)?(?P<unit>minute|hour|day|week|month|year|decade|century|fortnight)\b(?:[- ]long)?", stretches.duration),
    (rf"(?:{_AMOUNT})?half\san?\s(?P<unit>minute|hour|day|year|decade|century)\b", stretches.half_of),
    (r"(?P<n>)(?P<unit>hour|day|week|month|year|decade)s?-(?:long|old)", stretches.duration),
    (r"(?<=for\s)(?P<n>)(?P<unit>hour|day|week|month|year|decade|centurie)s\b", stretches.duration),
    (r"(?:(?<=in\s)|(?<=of\s)|(?<=after\s)|(?<=over\s)|(?<=took\s)|(?<=take\s)|(?<=within\s))(?P<n>)(?P<unit>hour|day|week|month|year|decade)s\b", stretches.duration),
    (rf"(?:(?P<which>last|this|next|the|early|late)\s)(?P<season>{_any(_WORDS.seasons)})(?:\s(?:of\s)?{_YEAR})?", stretches.season),
    (rf"(?P<season>{_any(_WORDS.seasons)})\s(?:of\s)?{_YEAR}", stretches.season),
    # sets
    (r"(?P<often>daily|weekly|monthly|yearly|annually|hourly|annual|nightly)", sets.often),
    (rf"(?:every|each)\s(?:(?P<n>{_NUM}|other|few)\s)?(?:{_UNIT}|{_WEEKDAY}|{_PART})\b", sets.every),
    (rf"(?:once|twice|{_NUM}\stimes)\s(?:an?|every|each|per)\s{_UNIT}\b", sets.every),
    # feasts
    (rf"(?P<feast>{_any((*_WORDS.fixed_days, *_WORDS.movable_days, *_WORDS.easter))})(?:,?\s{_YEAR})?", sets.feast),
    # now, then, some day
    (r"(?P<now>now(?!\sthat)|currently|nowadays|at\spresent|at\sthe\smoment|at\sthis\spoint|these\sdays|the\spresent)", sets.present),
    (r"(?P<then>recently|lately|in\sthe\spast|the\srecent\spast|not\slong\sago|long\sago|in\srecent\stimes|the\spast)(?!\s(?:\w+\s)?(?:day|week|month|year|decade|hour|few|several))", sets.past),
    (r"(?P<then>the\s(?:near|distant|foreseeable)?\s?future|in\sfuture|in\sthe\sfuture|in\sthe\snear\sterm)", sets.future),
)  # fmt: skip
RULES = tuple((re.compile(rf"\b(?:{pattern})(?!\w)" if not pattern.startswith("(?<=") else rf"(?:{pattern})(?!\w)"), make) for pattern, make in _PATTERNS)  # fmt: skip
