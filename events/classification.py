"""What a line of a programme is about, from its text without dates: type, streams, members, audience and titles.

Pure functions: no database, no files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

DASHES = "-‐‑‒–—―−"  # the hyphen first, so that a character class can be made of them

COURSE = re.compile(r"\bcert(?:ificate)? ?(iii|iv)\b")
SECRETARIAT = re.compile(r"\b(?:team building|secretariat)\b")
# In this order: a committee's "meeting / workshop" is a meeting, a "training session" is training.
TYPE_WORDS = (
    ("public-holiday", re.compile(r"\b(?:christmas|boxing day|new year s day|good friday|easter|public holiday)\b")),
    ("meeting", re.compile(r"\b(?:meetings?|committee|conference|forum)\b")),
    ("workshop", re.compile(r"\b(?:workshops?|training|trainer|program|programme|seminar|clearance process)\b")),
    ("meeting", re.compile(r"\bsession\b")),
)
STREAMS = ("revenue", "enforcement")
TENTATIVE = re.compile(r"\b(?:tentative|tentatively|provisional|tbc|to be confirmed|provisoire|à confirmer)\b")

# The two regular forms, whose titles are composed. Anything added to them makes a line irregular.
MISSION = re.compile(
    rf"(?:trade facilitation|customs) expert in[- ]country mission ?[{DASHES}] ?(?P<country>.+)",
    re.IGNORECASE | re.ASCII,
)
TOPIC = re.compile(rf"cert ?(?:iii|iv) topic ?[{DASHES}] ?", re.IGNORECASE | re.ASCII)
STREAM = re.compile(rf"\b({'|'.join(STREAMS)}) stream ?:", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Classification:
    """What a line is about. `event_type` is "" where unknown; `audience` is "all" or "secretariat"."""

    event_type: str
    streams: tuple[str, ...]
    members: tuple[str, ...]
    audience: str


@dataclass(frozen=True)
class Titles:
    """Proposed titles; a French one that is empty has yet to be written. `priority` is 1 to 6, None if uncertain."""

    title_en: str
    subtitle_en: str = ""
    title_fr: str = ""
    subtitle_fr: str = ""
    priority: int | None = None


def classify(text: str, countries: Mapping[str, str]) -> Classification:
    """Type, streams, members and audience of a line's text.

    `countries` gives a member's slug for each of its names and abbreviations ("png", "timor-leste"). Neither case
    nor punctuation matters, and the longest name wins: American Samoa is not Samoa.
    """
    return Classification(
        event_type=event_type(text),
        streams=streams(text),
        members=_named_members(text, countries),
        audience="secretariat" if SECRETARIAT.search(folded_words(text)) else "all",
    )


def is_tentative(text: str) -> bool:
    """Whether a line says that its dates may change."""
    return bool(TENTATIVE.search(folded_words(text)))


def event_type(text: str) -> str:
    """Slug of the type of event, as in seed/types.json, or "" if the text does not tell."""
    folded = folded_words(text)
    if course := COURSE.search(folded):
        return f"cert-{course[1]}"
    if is_mission(text):
        if "trade facilitation" in folded:
            return "trade-facilitation-mission"
        if "customs" in folded:
            return "customs-mission"
    return next((slug for slug, pattern in TYPE_WORDS if pattern.search(folded)), "")


def streams(text: str) -> tuple[str, ...]:
    """Slugs of the course streams that the text names, as in seed/streams.json and in its order."""
    folded = folded_words(text)
    return tuple(stream for stream in STREAMS if f"{stream} stream" in folded)


def folded_words(text: str) -> str:
    """The words of a text without case and punctuation."""
    return " ".join(_words(text))


def is_mission(text: str) -> bool:
    return "mission" in _words(text)


def unknown_country(text: str, countries: Mapping[str, str]) -> str | None:
    """What a mission's text says in the place of a known country, perhaps nothing; None if there is no fault."""
    if not is_mission(text) or _named_members(text, countries):
        return None
    return re.split(r"\bmission\b", text, flags=re.IGNORECASE)[-1].strip(f" :{DASHES}")


def titles_for(
    text: str, countries: Mapping[str, str], names: Mapping[str, tuple[str, str]], tables: Mapping
) -> Titles:
    """Titles in English and French for a line's text: listed ones, else composed ones for missions and topics.

    `countries` is as for `classify`, `names` gives each of its slugs an English and a French name, `tables` is the
    content of seed/titles.json. Any other text is its own English title, known slips corrected, without French.
    """
    if listed := tables["lines"].get(text):
        return Titles(**listed)
    corrected = _corrected(text, tables["slips"])
    return (
        _mission_titles(corrected, countries, names, tables)
        or _topic_titles(corrected, tables)
        or Titles(title_en=corrected)
    )


def _mission_titles(text: str, countries: Mapping, names: Mapping, tables: Mapping) -> Titles | None:
    mission = MISSION.fullmatch(text)
    slug = mission and _by_words(countries).get(tuple(_words(mission["country"])))
    if not slug:
        return None
    name_en, name_fr = names[slug]
    table = tables["missions"][event_type(text)]
    return Titles(
        title_en=table["title_en"].format(member=name_en),
        title_fr=table["title_fr"].format(member=name_fr),
        priority=table["priority"],
    )


def _topic_titles(text: str, tables: Mapping) -> Titles | None:
    before, *parts = STREAM.split(text)
    if not parts or not TOPIC.fullmatch(before):
        return None
    subtitles_en, subtitles_fr = [], []
    for stream, topic in zip(parts[::2], parts[1::2], strict=True):
        topic = topic.strip(f" /{DASHES}")
        labels = tables["streams"][stream.casefold()]
        subtitles_en.append(labels["en"].format(topic=topic))
        if topic in tables["topics"]:
            subtitles_fr.append(labels["fr"].format(topic=tables["topics"][topic]))
    # A half-translated subtitle would mix the languages: all of it, or none.
    complete = len(subtitles_fr) == len(subtitles_en)
    return Titles(
        **tables["courses"][event_type(text)],
        subtitle_en=" / ".join(subtitles_en),
        subtitle_fr=" / ".join(subtitles_fr) if complete else "",
    )


def _corrected(text: str, slips: Mapping[str, str]) -> str:
    for slip, correct in slips.items():
        text = re.sub(rf"\b{re.escape(slip)}\b", correct, text)
    return re.sub(r" ?/ ?", " / ", text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _by_words(countries: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(_words(name)): slug for name, slug in countries.items()}


def _named_members(text: str, countries: Mapping[str, str]) -> tuple[str, ...]:
    words, by_words = _words(text), _by_words(countries)
    longest = max(map(len, by_words), default=0)
    slugs, at = [], 0
    while at < len(words):
        for length in range(longest, 0, -1):
            if slug := by_words.get(tuple(words[at : at + length])):
                slugs.append(slug)
                at += length
                break
        else:
            at += 1
    return tuple(dict.fromkeys(slugs))
