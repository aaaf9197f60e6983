"""Swap countries, demonyms and capitals in a training sentence, so that the model learns no country by heart."""

from __future__ import annotations

import random
import re

from corpus import Sentence, Trigger

# country, demonym, capital
_PLACES = """Turkey,Turkish,Ankara
Russia,Russian,Moscow
Ukraine,Ukrainian,Kyiv
China,Chinese,Beijing
Japan,Japanese,Tokyo
India,Indian,New Delhi
Pakistan,Pakistani,Islamabad
Iran,Iranian,Tehran
Iraq,Iraqi,Baghdad
Syria,Syrian,Damascus
Israel,Israeli,Jerusalem
Egypt,Egyptian,Cairo
Libya,Libyan,Tripoli
Tunisia,Tunisian,Tunis
Algeria,Algerian,Algiers
Morocco,Moroccan,Rabat
Sudan,Sudanese,Khartoum
Ethiopia,Ethiopian,Addis Ababa
Kenya,Kenyan,Nairobi
Uganda,Ugandan,Kampala
Rwanda,Rwandan,Kigali
Nigeria,Nigerian,Abuja
Ghana,Ghanaian,Accra
Mali,Malian,Bamako
Colombia,Colombian,Bogota
Venezuela,Venezuelan,Caracas
Brazil,Brazilian,Brasilia
Peru,Peruvian,Lima
Chile,Chilean,Santiago
Mexico,Mexican,Mexico City
France,French,Paris
Germany,German,Berlin
Italy,Italian,Rome
Spain,Spanish,Madrid
Poland,Polish,Warsaw
Hungary,Hungarian,Budapest
Greece,Greek,Athens
Serbia,Serbian,Belgrade
Britain,British,London
Canada,Canadian,Ottawa
Australia,Australian,Canberra
Indonesia,Indonesian,Jakarta
Vietnam,Vietnamese,Hanoi
Thailand,Thai,Bangkok
Myanmar,Burmese,Naypyitaw
Malaysia,Malaysian,Kuala Lumpur
Nepal,Nepalese,Kathmandu
Armenia,Armenian,Yerevan
Azerbaijan,Azerbaijani,Baku
Georgia,Georgian,Tbilisi
Kazakhstan,Kazakh,Astana
Lebanon,Lebanese,Beirut
Jordan,Jordanian,Amman
Yemen,Yemeni,Sanaa
Afghanistan,Afghan,Kabul
Cuba,Cuban,Havana
Somalia,Somali,Mogadishu
Cameroon,Cameroonian,Yaounde
Zimbabwe,Zimbabwean,Harare
Sweden,Swedish,Stockholm"""
_ROWS = [row.split(",") for row in _PLACES.splitlines()]
_KEY = {name: (row, column) for row, names in enumerate(_ROWS) for column, name in enumerate(names)}
_NAME = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _KEY), key=len, reverse=True)) + r")\b")


def swap_places(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return the sentence with each country of the table, in all three forms, replaced by another one."""
    others = chance.sample(range(len(_ROWS)), len(_ROWS))
    into: dict[int, int] = {}
    text, end, moves = "", 0, []
    for match in _NAME.finditer(sentence.text):
        row, column = _KEY[match[1]]
        name = _ROWS[into.setdefault(row, others[len(into)])][column]
        text += sentence.text[end : match.start()] + name
        moves.append((match.start(), len(name) - len(match[1])))
        end = match.end()
    text += sentence.text[end:]

    def moved(at: int) -> int:
        return at + sum(by for start, by in moves if start < at)

    triggers = tuple(Trigger(start=moved(t.start), end=moved(t.end), type=t.type, status=t.status) for t in sentence.triggers)
    return Sentence(text=text, label=sentence.label, triggers=triggers, place=sentence.place, marked=sentence.marked)
