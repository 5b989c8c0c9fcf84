from datetime import date

import pytest

from tests.builders import build_member, text


@pytest.fixture
def cook_islands(members_index):
    return build_member(
        members_index,
        "Cook Islands",
        title_fr="Îles Cook",
        slug="cook-islands",
        slug_fr="iles-cook",
        iso_code="CK",
        administration="Customs Service",
        website="https://www.customs.example.org/en/",
        capital_en="Avarua",
        capital_fr="Avarua",
        summary_en="Fifteen islands.",
        summary_fr="Quinze îles.",
        body_fr=text("<p>Corps.</p>"),
        body_en=text("<p>Body.</p>"),
        sub_region="061",
        latitude=-21.212,
        longitude=-159.778,
        pin_place="Rarotonga",
        time_zone="Pacific/Rarotonga",
        joined=date(1999, 8, 1),
    )
