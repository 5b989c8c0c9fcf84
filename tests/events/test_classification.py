"""What a line of a programme is about, and its titles in both languages: all 54 lines of the seed, and new ones."""

import json
from pathlib import Path

import pytest

from events.classification import Classification, Titles, classify, titles_for
from events.programme import parse_programme

SEED = Path(__file__).parents[2] / "events/seed"
TABLES = json.loads((SEED / "titles.json").read_text(encoding="utf-8"))
TEXTS = [line.text for line in parse_programme((SEED / "programme.txt").read_text(encoding="utf-8"), 2023)]
NO_BREAK_SPACE = "\u00a0"

NAMES = {
    "american-samoa": ("American Samoa", "Samoa américaines"),
    "fiji": ("Fiji", "Fidji"),
    "fsm": ("Federated States of Micronesia", "États fédérés de Micronésie"),
    "kiribati": ("Kiribati", "Kiribati"),
    "marshall-islands": ("Marshall Islands", "Îles Marshall"),
    "nauru": ("Nauru", "Nauru"),
    "niue": ("Niue", "Niue"),
    "papua-new-guinea": ("Papua New Guinea", "Papouasie-Nouvelle-Guinée"),
    "samoa": ("Samoa", "Samoa"),
    "solomon-islands": ("Solomon Islands", "Îles Salomon"),
    "timor-leste": ("Timor-Leste", "Timor-Leste"),
    "tonga": ("Tonga", "Tonga"),
    "tuvalu": ("Tuvalu", "Tuvalu"),
    "vanuatu": ("Vanuatu", "Vanuatu"),
    "wallis-and-futuna": ("Wallis and Futuna", "Wallis-et-Futuna"),
}
COUNTRIES = {
    **{name.casefold(): slug for slug, names in NAMES.items() for name in names},
    "fsm": "fsm",
    "png": "papua-new-guinea",
    "rmi": "marshall-islands",
}

# Type, streams and members of each line.
SEED_CLASSES = [
    ("meeting", (), ()),
    ("cert-iv", (), ()),
    ("workshop", (), ()),
    ("meeting", (), ()),
    ("cert-iii", (), ()),
    ("cert-iii", ("revenue",), ()),
    ("trade-facilitation-mission", (), ("vanuatu",)),
    ("meeting", (), ()),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("customs-mission", (), ("fiji",)),
    ("trade-facilitation-mission", (), ("solomon-islands",)),
    ("workshop", (), ()),
    ("public-holiday", (), ()),
    ("public-holiday", (), ()),
    ("trade-facilitation-mission", (), ("timor-leste",)),
    ("customs-mission", (), ("tonga",)),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("trade-facilitation-mission", (), ("fsm",)),
    ("workshop", (), ()),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("customs-mission", (), ("samoa",)),
    ("workshop", (), ()),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("trade-facilitation-mission", (), ("fsm",)),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("meeting", (), ()),
    ("customs-mission", (), ("niue",)),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("trade-facilitation-mission", (), ("marshall-islands",)),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("trade-facilitation-mission", (), ("kiribati",)),
    ("customs-mission", (), ("nauru",)),
    ("trade-facilitation-mission", (), ("tuvalu",)),
    ("workshop", (), ()),
    ("workshop", (), ()),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("workshop", (), ()),
    ("customs-mission", (), ("papua-new-guinea",)),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("workshop", (), ()),
    ("workshop", (), ()),
    ("meeting", (), ()),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("cert-iv", ("revenue", "enforcement"), ()),
    ("cert-iii", ("revenue", "enforcement"), ()),
    ("cert-iii", ("enforcement",), ()),
    ("meeting", (), ()),
    ("cert-iv", (), ()),
    ("cert-iii", (), ()),
    ("meeting", (), ()),
    ("meeting", (), ()),
]

# Title and, after a bar, subtitle of each line.
SEED_ENGLISH = """
ISWG 1st quarter meeting
CCES CERT IV new intake – first topic: Risk Management
Emergency Relief Goods Clearance Process
HS Contact Points Meeting
CCES CERT III new intake
CERT III topic | Revenue stream: Legislation
Trade Facilitation Expert In-Country Mission – Vanuatu
Budget Session of the FOC
CERT IV topic | Revenue stream: Legislation / Enforcement stream: Legislation
Customs Expert In-Country Mission – Fiji
Trade Facilitation Expert In-Country Mission – Solomon Islands
Drug Identification Training
Christmas Day
Boxing Day
Trade Facilitation Expert In-Country Mission – Timor-Leste
Customs Expert In-Country Mission – Tonga
CERT III topic | Revenue stream: Risk Management / Enforcement stream: Legislation
Trade Facilitation Expert In-Country Mission – Federated States of Micronesia
WCO Master Trainer Program – Customs Valuation and Tariff
CERT IV topic | Revenue stream: Ethics and Governance / Enforcement stream: Risk Management
Customs Expert In-Country Mission – Samoa
Train the Trainer Workshop
CERT III topic | Revenue stream: Ethics and Governance / Enforcement stream: Legislation
Trade Facilitation Expert In-Country Mission – Federated States of Micronesia
CERT IV topic | Revenue stream: Enforcement and Compliance / Enforcement stream: Ethics and Governance
ISWG Meeting
Customs Expert In-Country Mission – Niue
CERT III topic | Revenue stream: Enforcement and Compliance / Enforcement stream: Ethics and Governance
Trade Facilitation Expert In-Country Mission – Marshall Islands
CERT IV topic | Revenue stream: Tariff / Enforcement stream: Enforcement and Compliance
CERT III topic | Revenue stream: Tariff / Enforcement stream: Enforcement and Compliance
Trade Facilitation Expert In-Country Mission – Kiribati
Customs Expert In-Country Mission – Nauru
Trade Facilitation Expert In-Country Mission – Tuvalu
Corporate & Succession Planning Workshop
Authorized Economic Operators – Workshop
CERT IV topic | Revenue stream: Valuation / Enforcement stream: Tariff
CERT III topic | Revenue stream: Valuation / Enforcement stream: Tariff
OCO Team Building Training
Customs Expert In-Country Mission – Papua New Guinea
CERT IV topic | Revenue stream: Electives / Enforcement stream: Valuation
PCA, Investigation and Intelligence Capacity Workshop
Risk Management / Intelligence Workshop
ISWG Meeting
CERT III topic | Revenue stream: Electives / Enforcement stream: Valuation
CERT IV topic | Revenue stream: Electives / Enforcement stream: Electives
CERT IV topic | Revenue stream: Electives / Enforcement stream: Electives
CERT III topic | Revenue stream: Electives / Enforcement stream: Electives
CERT III topic | Enforcement stream: Electives
Industry Advisory Committee – Meeting / Workshop
CERT IV Topic – Final Assessment
CERT III Topic – Final Assessment
Industry Advisory Committee – Meeting / Workshop
Industry Advisory Committee – Meeting / Workshop
"""

# The same; ~ stands for the no-break space.
SEED_FRENCH = """
Réunion de l’ISWG, 1er trimestre
CCES CERT IV, nouvelle promotion – premier module~: gestion des risques
Dédouanement des secours d’urgence
Réunion des points de contact SH
CCES CERT III, nouvelle promotion
Module CERT III | Filière recettes~: Législation
Mission d’expert en facilitation des échanges – Vanuatu
Session budgétaire du FOC
Module CERT IV | Filière recettes~: Législation / Filière contrôle~: Législation
Mission d’expert douanier – Fidji
Mission d’expert en facilitation des échanges – Îles Salomon
Formation à l’identification des drogues
Noël
Lendemain de Noël
Mission d’expert en facilitation des échanges – Timor-Leste
Mission d’expert douanier – Tonga
Module CERT III | Filière recettes~: Gestion des risques / Filière contrôle~: Législation
Mission d’expert en facilitation des échanges – États fédérés de Micronésie
Programme de maîtres formateurs de l’OMD – évaluation en douane et tarif
Module CERT IV | Filière recettes~: Éthique et gouvernance / Filière contrôle~: Gestion des risques
Mission d’expert douanier – Samoa
Atelier de formation de formateurs
Module CERT III | Filière recettes~: Éthique et gouvernance / Filière contrôle~: Législation
Mission d’expert en facilitation des échanges – États fédérés de Micronésie
Module CERT IV | Filière recettes~: Lutte contre la fraude et conformité / Filière contrôle~: Éthique et gouvernance
Réunion de l’ISWG
Mission d’expert douanier – Niue
Module CERT III | Filière recettes~: Lutte contre la fraude et conformité / Filière contrôle~: Éthique et gouvernance
Mission d’expert en facilitation des échanges – Îles Marshall
Module CERT IV | Filière recettes~: Tarif / Filière contrôle~: Lutte contre la fraude et conformité
Module CERT III | Filière recettes~: Tarif / Filière contrôle~: Lutte contre la fraude et conformité
Mission d’expert en facilitation des échanges – Kiribati
Mission d’expert douanier – Nauru
Mission d’expert en facilitation des échanges – Tuvalu
Atelier sur la planification institutionnelle et la relève
Atelier sur les opérateurs économiques agréés
Module CERT IV | Filière recettes~: Évaluation en douane / Filière contrôle~: Tarif
Module CERT III | Filière recettes~: Évaluation en douane / Filière contrôle~: Tarif
Formation à la cohésion d’équipe de l’OCO
Mission d’expert douanier – Papouasie-Nouvelle-Guinée
Module CERT IV | Filière recettes~: Modules au choix / Filière contrôle~: Évaluation en douane
Atelier de renforcement des capacités~: contrôle a posteriori, enquêtes et renseignement
Atelier sur la gestion des risques et le renseignement
Réunion de l’ISWG
Module CERT III | Filière recettes~: Modules au choix / Filière contrôle~: Évaluation en douane
Module CERT IV | Filière recettes~: Modules au choix / Filière contrôle~: Modules au choix
Module CERT IV | Filière recettes~: Modules au choix / Filière contrôle~: Modules au choix
Module CERT III | Filière recettes~: Modules au choix / Filière contrôle~: Modules au choix
Module CERT III | Filière contrôle~: Modules au choix
Comité consultatif de l’industrie – réunion et atelier
Module CERT IV – évaluation finale
Module CERT III – évaluation finale
Comité consultatif de l’industrie – réunion et atelier
Comité consultatif de l’industrie – réunion et atelier
"""

# Strategic priority by line; all others have none.
SEED_PRIORITIES = {3: 3, 4: 3, 7: 3, 11: 3, 12: 2, 15: 3, 18: 3, 24: 3, 29: 3, 32: 3, 34: 3, 36: 3, 39: 6, 43: 2}


def titles(text):
    return titles_for(text, COUNTRIES, NAMES, TABLES)


def rows(block):
    pairs = (row.partition(" | ") for row in block.replace("~", NO_BREAK_SPACE).split("\n")[1:-1])
    return [(title, subtitle) for title, _, subtitle in pairs]


# --- the seed


def test_type_streams_and_members_of_the_54_lines():
    found = [classify(text, COUNTRIES) for text in TEXTS]
    assert [(c.event_type, c.streams, c.members) for c in found] == SEED_CLASSES


def test_only_the_team_building_is_for_the_secretariat():
    audiences = {text: classify(text, COUNTRIES).audience for text in TEXTS}
    assert audiences == {text: "secretariat" if text == "OCO Team Building Training" else "all" for text in TEXTS}


def test_english_titles_of_the_54_lines():
    assert [(titles(text).title_en, titles(text).subtitle_en) for text in TEXTS] == rows(SEED_ENGLISH)


def test_french_titles_of_the_54_lines():
    assert [(titles(text).title_fr, titles(text).subtitle_fr) for text in TEXTS] == rows(SEED_FRENCH)


def test_priorities_of_the_54_lines():
    numbered = enumerate((titles(text).priority for text in TEXTS), 1)
    assert {number: priority for number, priority in numbered if priority} == SEED_PRIORITIES


def test_no_line_lacks_french_and_no_english_is_left_in_it():
    english = {"the", "of", "and", "topic", "stream", "meeting", "workshop", "training", "mission –", "islands"}
    for text in TEXTS:
        proposed = titles(text)
        assert proposed.title_fr
        assert bool(proposed.subtitle_fr) == bool(proposed.subtitle_en)
        assert english & set(f"{proposed.title_fr} {proposed.subtitle_fr}".casefold().split()) == set()


def test_french_typography_and_no_slip_anywhere():
    for text in TEXTS:
        proposed = titles(text)
        french = f"{proposed.title_fr}|{proposed.subtitle_fr}"
        assert french.count(":") == french.count(f"{NO_BREAK_SPACE}: ")
        everything = f"{french}|{proposed.title_en}|{proposed.subtitle_en}"
        for slip in ("Traiff", "Givernance", "Relief Good ", "CERTIV", "In Country", "'", "  ", " /S"):
            assert slip not in everything


def test_the_listed_lines_are_lines_of_the_seed_and_none_is_a_composed_one():
    assert set(TABLES["lines"]) - set(TEXTS) == set()
    for text in TABLES["lines"]:
        assert titles_for(text, COUNTRIES, NAMES, TABLES | {"lines": {}}).title_fr == ""


# --- lines not seen before


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Annual Conference of Heads of Customs", "meeting"),
        ("Training session on the HS", "workshop"),
        ("Industry Advisory Committee – Workshop", "meeting"),
        ("Certificate III final assessment", "cert-iii"),
        ("Legal Expert Mission – FIJI", ""),
        ("Submission of reports on customs", ""),
        ("New Year’s Day", "public-holiday"),
        ("", ""),
    ],
)
def test_type_of_a_new_line(text, event_type):
    assert classify(text, COUNTRIES).event_type == event_type


def test_the_longest_country_name_wins_and_each_member_is_named_once():
    text = "Workshop – American Samoa, WALLIS & FUTUNA, Wallis-and-Futuna, png, Samoa and Papua New Guinea"
    assert classify("Atelier aux Samoa américaines", COUNTRIES).members == ("american-samoa",)
    assert classify(text, COUNTRIES) == Classification(
        "workshop", (), ("american-samoa", "wallis-and-futuna", "papua-new-guinea", "samoa"), "all"
    )


def test_part_of_a_word_is_no_country():
    assert classify("Samoan Workshop, Tongatapu", COUNTRIES).members == ()


def test_titles_of_a_new_mission_and_a_new_topic():
    assert titles("customs expert in-country mission - American Samoa") == Titles(
        "Customs Expert In-Country Mission – American Samoa", "", "Mission d’expert douanier – Samoa américaines", ""
    )
    assert titles("CERTIII Topic - Enforcement Stream:Valuation/Revenue Stream : Traiff") == Titles(
        "CERT III topic",
        "Enforcement stream: Valuation / Revenue stream: Tariff",
        "Module CERT III",
        f"Filière contrôle{NO_BREAK_SPACE}: Évaluation en douane / Filière recettes{NO_BREAK_SPACE}: Tarif",
    )


def test_a_topic_without_french_has_no_half_translated_subtitle():
    proposed = titles("CERT IV Topic – Revenue Stream: Origin / Enforcement Stream: Legislation")
    assert proposed == Titles(
        "CERT IV topic", "Revenue stream: Origin / Enforcement stream: Legislation", "Module CERT IV", ""
    )


@pytest.mark.parametrize(
    ("text", "title_en"),
    [
        ("Traiff Workshop/ Meeting", "Tariff Workshop / Meeting"),
        ("Customs Expert In Country Mission – ATLANTIS", "Customs Expert In-Country Mission – ATLANTIS"),
        ("Customs Expert In Country Mission – FIJI (phase 2)", "Customs Expert In-Country Mission – FIJI (phase 2)"),
        ("CERTIV Topic", "CERT IV Topic"),
        # Letters that ignoring case would take for i.
        ("CERT İİİ Topic – Revenue Stream: Tariff", "CERT İİİ Topic – Revenue Stream: Tariff"),
        ("Customs Expert In-Country Mıssion – FIJI", "Customs Expert In-Country Mıssion – FIJI"),
        ("Workshop {member}", "Workshop {member}"),
    ],
)
def test_any_other_line_is_its_own_title_corrected_and_without_french(text, title_en):
    assert titles(text) == Titles(title_en)
