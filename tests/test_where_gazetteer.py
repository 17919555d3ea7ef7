"""Spellings, the embedded gazetteer, users' lists on top of it, and the files that they come in."""

from __future__ import annotations

import gzip
import json
import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.errors import GazetteerError
from hadba.extract.places import read_places
from hadba.model.ports import Gazetteer
from hadba.model.report import make_report
from hadba.model.where import Place, PlacePrecision, Where
from hadba.resolve.where import WorldGazetteer, gazetteer_of, load_places, pack_list, resolve_places, write_list
from hadba.resolve.where.airfields import field_key
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold, skeleton
from hadba.resolve.where.gazetteer import LEXICON, WORLD
from hadba.resolve.where.likeness import ALIKE, likeness
from hadba.resolve.where.own import OwnList
from hadba.resolve.where.sources import read_table
from hadba.resolve.where.stamp import stale
from hadba.text.parsing import SpacyParser

MOSUL = "geonames:99072"


@pytest.fixture(scope="module")
def world() -> WorldGazetteer:
    return WorldGazetteer()


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="abdfghklmnqrstz aeiou-'", min_size=1, max_size=20))
def test_a_spelling_is_like_itself(name: str) -> None:
    if fold(name):
        assert likeness(name, name) == 1.0


@pytest.mark.parametrize(
    "spellings",
    [
        ("al-Shifa", "Shifaa", "Ash-Shifa", "alshifa", "الشفاء"),
        ("al-Qadisiyah", "Kadissiya", "El Kadisiya", "القادسية"),
        ("Khan Sheikhoun", "Khan Shaykhun", "خان شيخون"),
        ("Ghouta", "Ghuta", "al-Ghouta", "الغوطة"),
    ],
)
def test_transcriptions_of_one_name_share_their_consonants(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ramadi", "Mosul"),
        ("Hit", "Homs"),
        ("al-Nasr", "al-Nour"),
        ("Tikrit", "Takrit Castle"),
        ("Deir", "Daraa"),
        ("Sukhna", "Sahnaya"),
        ("Marea", "al-Amarah"),
        ("Shaar", "al-Asharah"),
        ("Panjwai", "Panjab"),
        ("al-Assad", "Suwayda"),
    ],
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


def test_the_world_knows_towns_divisions_countries_and_regions(world: WorldGazetteer) -> None:
    assert world.named("Mosul")[0].id == MOSUL
    assert {p.kind for p in world.named("Aleppo")} >= {"town", "province"}
    assert [p.kind for p in world.named("U.S.")] == ["country"]
    assert world.named("الموصل")[0].id == MOSUL
    assert world.named("Darfur")[0].country == "SD"
    assert not world.knows("Zzyzzx Nowhere")


def test_a_town_hangs_below_its_province_and_country(world: WorldGazetteer) -> None:
    mosul = world.place(MOSUL)
    assert mosul is not None and mosul.admin1 == "Nineveh" and mosul.country == "IQ"
    kinds = [up.kind for id in mosul.parents if (up := world.place(id))]
    assert kinds == ["district", "province", "country"]


def test_the_world_travels_to_another_process(world: WorldGazetteer) -> None:
    assert pickle.loads(pickle.dumps(world)).named("Basra") == world.named("Basra")


def test_own_places_come_first_and_take_their_parents_from_the_world() -> None:
    own = Place(
        "n1", "Harbour Quarter", "neighbourhood", 36.34, 43.13, names=("Harbour Quarter", "Hay al-Mina"), parents=("Mosul",)
    )
    town = Place("n2", "Basra", "town", 36.4, 43.2)
    gazetteer = gazetteer_of([own, town])
    found = gazetteer.named("hay al mina")[0]
    assert found.parents[0] == MOSUL and found.country == "IQ" and found.admin1 == "Nineveh" and found.rank == 1
    assert gazetteer.named("Basra")[0].id == "n2"
    assert [(p.id, score > ALIKE) for p, score in gazetteer.similar("al-Meena", within=(MOSUL,))] == []
    assert gazetteer.similar("Haay al-Mina", within=(MOSUL,))[0][0].id == "n1"
    assert pickle.loads(pickle.dumps(gazetteer)).named("hay al mina")[0] == found


def test_a_csv_gives_its_good_rows_and_says_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,name,lat,lon,type,parent,names\n"
        "q1,Nahrain,36.35,43.1,neighbourhood,Mosul,Hay Nahrain|النهرين\n"
        "q2,Nowhere,136,43.1,neighbourhood,Mosul,\n"
        "q3,,36.3,43.1,village,,\n"
        "q4,Odd,36.3,43.1,castle,,\n",
        encoding="utf-8",
    )
    problems: list[str] = []
    places = list(load_places(path, problems=problems))
    assert [p.id for p in places] == ["q1"] and places[0].names == ("Nahrain", "Hay Nahrain", "النهرين")
    assert [p.split(":")[0] for p in problems] == [f"mine.csv, line {n}" for n in (3, 4, 5)]
    assert "swapped" in problems[0] and "empty" in problems[1] and "castle" in problems[2]


def test_humanitarian_units_keep_their_codes_and_parents(tmp_path: Path) -> None:
    square = [[[44.0, 33.0], [45.0, 33.0], [45.0, 34.0], [44.0, 34.0], [44.0, 33.0]]]
    unit = {
        "ADM2_EN": "Karkh",
        "ADM2_AR": "الكرخ",
        "ADM2_PCODE": "IQG08Q02",
        "ADM1_EN": "Baghdad",
        "ADM1_PCODE": "IQG08",
        "ADM0_PCODE": "IQ",
    }
    feature = {"type": "Feature", "properties": unit, "geometry": {"type": "Polygon", "coordinates": square}}
    path = tmp_path / "adm2.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature, {"properties": {}, "geometry": None}]}))
    problems: list[str] = []
    (place,) = load_places(path, problems=problems)
    assert (place.pcode, place.kind, place.parents) == ("IQG08Q02", "district", ("pcode:IQG08", "pcode:IQ"))
    assert place.names == ("Karkh", "الكرخ") and (round(place.lat, 3), round(place.lon, 3)) == (33.5, 44.5)
    assert len(problems) == 1


def test_dumps_and_tables_of_other_makers_are_read(tmp_path: Path) -> None:
    dump = tmp_path / "IQ.txt"
    columns = "1|Umm Test|Umm Test|Um Test,ام تست|33.5|44.5|P|PPL|IQ||07||||1200||30|Asia/Baghdad|2020-01-01"
    dump.write_text(columns.replace("|", "\t") + "\n", encoding="utf-8")
    (town,) = load_places(dump)
    assert (town.id, town.kind, town.population, town.names) == ("geonames:1", "town", 1200, ("Umm Test", "Um Test", "ام تست"))
    table = tmp_path / "wof.tsv.gz"
    heading = "id\tgn_id\tname\tplacetype\tlat\tlon\tpop\tregion_id\tcounty_id\tnames\n"
    lines = heading + "7\t\tUpper\tregion\t33\t44\t\t7\t\tUpper|Haut\n"
    table.write_bytes(gzip.compress(lines.encode()))
    (province,) = load_places(table)
    assert (province.id, province.kind, province.parents) == ("wof:7", "province", ())
    linked = tmp_path / "places.tsv"
    linked.write_text(
        "id\ttitle\tvariants\tlon\tlat\tccodes\tfclasses\tparent_name\nx:1\tOldtown\tAlt;Vieux\t44\t33\tIQ\tP\tMosul\n"
    )
    (old,) = load_places(linked)
    assert (old.names, old.country, old.parents) == (("Oldtown", "Alt", "Vieux"), "IQ", ("Mosul",))


DUMP = """7|Umm Test|Umm Test||33.5|44.5|P|PPL|IQ||07|0701|||1200||30|Asia/Baghdad|2020-01-01
8|Upper Test|Upper Test||33.6|44.6|A|ADM1|IQ||07||||90000||30|Asia/Baghdad|2020-01-01
9|Test District|Test District||33.5|44.6|A|ADM2|IQ||07|0701|||9000||30|Asia/Baghdad|2020-01-01
"""
ALTERNATES = """1|7|ar|ام تست||||||
2|7|link|https://example.org/umm||||||
3|7|fr|Oum Test||||||
4|7|en|Old Test||||1||
5|99|en|Elsewhere||||||
"""


def test_a_dump_knows_its_divisions_and_the_alternate_names_beside_it(tmp_path: Path) -> None:
    (tmp_path / "IQ.txt").write_text(DUMP.replace("|", "\t"), encoding="utf-8")
    (tmp_path / "alternateNamesV2.txt").write_text(ALTERNATES.replace("|", "\t"), encoding="utf-8")
    town, province, district = load_places(tmp_path / "IQ.txt")
    assert town.names == ("Umm Test", "ام تست", "Oum Test")
    assert town.parents == ("geonames:9", "geonames:8") and district.parents == ("geonames:8",) and province.parents == ()
    assert not any(p.pcode for p in (town, province, district))
    with pytest.raises(GazetteerError, match="beside its dump"):
        list(load_places(tmp_path / "alternateNamesV2.txt"))


def test_a_file_of_another_kind_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    path.write_text("year,amount\n2020,3\n")
    with pytest.raises(GazetteerError, match="no columns name, lat and lon"):
        list(load_places(path))


def test_the_world_knows_camps_and_villages_that_news_of_wars_names(world: WorldGazetteer) -> None:
    camp, village = world.named("Zaatari camp")[0], world.named("Menagh")[0]
    assert (camp.kind, camp.country) == ("site", "JO")
    assert (village.country, village.admin1) == ("SY", "Aleppo") and world.place(village.id) == village


MOSUL_LIST = Path(__file__).parent.parent / "docs" / "gazetteers" / "mosul.csv"
QUARTERS = "Shells fell on {} and Ash-Shifa neighbourhoods of Mosul, residents said. A clinic in {} was hit."


def test_every_town_of_our_own_is_found_near_its_point_and_under_all_its_names(world: WorldGazetteer) -> None:
    """Also those that the list of towns has; two of one name in a country stay two places."""
    for iso, provinces in read_table(LEXICON / "place_towns.yaml").items():
        for name, lat, lon, *also in (row for rows in provinces.values() for row in rows):
            for called in (name, *also):
                near = [p for p in world.named(called) if p.country == iso and km(p.lat, p.lon, lat, lon) <= 20]
                assert near, f"{iso} {called}"
    with closing(sqlite3.connect(f"file:{WORLD}?mode=ro", uri=True)) as db:
        assert not db.execute("SELECT ref FROM place WHERE ref IS NOT NULL GROUP BY ref HAVING count(*) > 1").fetchall()


def test_a_district_lies_at_the_town_of_our_own_that_it_is_called_after(world: WorldGazetteer) -> None:
    (barawe,) = [p for p in world.named("Baraawe") if p.kind == "district"]
    assert km(barawe.lat, barawe.lon, 1.11, 44.03) < 5


@pytest.mark.parametrize(
    ("one", "other"), [("East Wollega", "West Wollega"), ("East Gojjam", "West Gojjam Zone"), ("Registan", "Arghistan")]
)
def test_districts_that_only_sound_alike_are_two(world: WorldGazetteer, one: str, other: str) -> None:
    ids = [{p.id for p in world.named(name) if p.kind == "district" and p.country in ("ET", "AF")} for name in (one, other)]
    assert all(ids) and not ids[0] & ids[1]


@pytest.mark.parametrize("written", ["al-Zanjili", "Zinjili", "Gogjeli", "al-Rifai", "al-Faruq", "Harmat", "Nabi Younis"])
def test_the_quarters_of_mosul_are_points_with_their_list_and_within_mosul_without(written: str) -> None:
    text = QUARTERS.format(written, written)
    parsed = next(SpacyParser().parse([text]))
    for own in (tuple(load_places(MOSUL_LIST)), ()):
        gazetteer = gazetteer_of(own)
        mentions = read_places(parsed, gazetteer, ())
        found = {m.text: m.where for m in resolve_places(make_report(text, outlet="x"), parsed, mentions, gazetteer)}
        for quarter in (written, "Ash-Shifa"):
            where = found[quarter]
            assert where is not None and km(where.lat or 0, where.lon or 0, 36.34, 43.13) < 15
            assert (where.precision, where.within) == (
                (PlacePrecision.NEIGHBOURHOOD, None) if own else (PlacePrecision.TOWN, "Mosul")
            )


def test_the_list_of_mosul_has_nothing_wrong_with_it() -> None:
    problems: list[str] = []
    places = list(load_places(MOSUL_LIST, problems=problems))
    assert not problems and len({p.id for p in places}) == len(places) and all(p.parents == ("Mosul",) for p in places)


PCODES = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
IRQ,1,IQG15,Ninewa,IRQ,2021-01-01
IRQ,2,IQG15Q07,Sinjar,IQG15,2021-01-01
IRQ,2,IQG15Q99,Qazzumaba,IQG15,2021-01-01
IRQ,2,IQG77Q01,Qazzumaba the Less,IQG77,2021-01-01
IRQ,9,IQX,Nowhere,IQG15,2021-01-01
"""


def test_a_list_of_codes_without_points_gets_them_from_the_embedded_entries_or_from_above(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text(PCODES, encoding="utf-8")
    problems: list[str] = []
    gazetteer = gazetteer_of(load_places(tmp_path / "codes.csv", problems=problems))
    (province,) = (p for p in gazetteer.named("Ninewa") if p.kind == "province")
    sinjar = next(p for p in gazetteer.named("Sinjar") if p.kind == "district")
    unknown = gazetteer.named("Qazzumaba")[0]
    assert (province.pcode, sinjar.pcode, sinjar.point_of) == ("IQG15", "IQG15Q07", None)
    assert km(sinjar.lat, sinjar.lon, 36.32, 41.88) < 10 and sinjar.admin1 == "Nineveh"
    assert (unknown.lat, unknown.lon, unknown.point_of) == (province.lat, province.lon, "province")
    assert gazetteer.named("Qazzumaba the Less") == () and len(problems) == 1
    text = "Shells hit Qazzumaba district in Ninewa province, Iraq."
    parsed = next(SpacyParser().parse([text]))
    found = resolve_places(make_report(text, outlet="x"), parsed, read_places(parsed, gazetteer, ()), gazetteer)
    where = next(m.where for m in found if m.text == "Qazzumaba")
    assert where is not None and where.precision == PlacePrecision.PROVINCE and where.pcode == "IQG15Q99"


@pytest.mark.parametrize("name", ["Hama military airport", "al-Hama airbase", "Hamah air base", "Hama airfield"])
def test_an_airfield_goes_by_any_word_for_one(name: str) -> None:
    key = field_key(name)
    assert key is not None and key.endswith(" airport") and field_key("Hama") is None


def resolve_names(text: str, gazetteer: Gazetteer) -> dict[str, Where]:
    parsed = next(SpacyParser().parse([text]))
    found = resolve_places(make_report(text, outlet="x"), parsed, read_places(parsed, gazetteer, ()), gazetteer)
    return {m.text: m.where for m in found if m.where is not None}


def test_an_airfield_has_its_own_point(world: WorldGazetteer) -> None:
    found = resolve_names("Two rockets hit Damascus airport in Syria. Fighting goes on at Kuweires military airport.", world)
    town = next(p for p in world.named("Damascus") if p.kind == "town")
    field = found["Damascus"]
    assert field.precision is PlacePrecision.SITE and 15 < km(field.lat or 0, field.lon or 0, town.lat, town.lon) < 35
    assert found["Kuweires"].precision is PlacePrecision.SITE


def test_a_gazetteer_of_other_sources_is_told(tmp_path: Path) -> None:
    other = tmp_path / "world.sqlite"
    with closing(sqlite3.connect(other)) as db:
        db.executescript("CREATE TABLE meta(stamp TEXT); INSERT INTO meta VALUES ('another');")
    assert stale(other, LEXICON) and not stale(WORLD, LEXICON)


def test_a_written_list_reads_as_the_places_themselves(tmp_path: Path) -> None:
    places = [
        Place("d1", "Upper Vale", "district", 36.4, 43.2, parents=("Nineveh",)),
        Place("v1", "Qazzumaba", "town", 36.41, 43.21, names=("Qazzumaba", "قزمبا"), parents=("d1",)),
        Place("v2", "Umm Testiya", "town", 36.42, 43.22, parents=("d1", "Nineveh"), population=30),
        Place("v1", "Qazzumabad", "town", 36.43, 43.23, parents=("d1",)),
    ]
    file = tmp_path / "own.sqlite"
    write_list(places, file)
    for gazetteer in (gazetteer_of(file), gazetteer_of(places), pickle.loads(pickle.dumps(gazetteer_of(file)))):
        assert gazetteer.named("Qazzumaba") == ()  # of two with one id the later counts
        assert gazetteer.named("Qazzumabad")[0].lat == 36.43
        (town,) = gazetteer.named("Umm Testiya")
        assert town.parents[0] == "d1" and (town.admin1, town.admin2, town.country) == ("Nineveh", "Upper Vale", "IQ")
        assert gazetteer.similar("Um Tistiyah", within=("d1",))[0][0].id == "v2"
        assert gazetteer.knows("Upper Vale") and gazetteer.named("Mosul")[0].id == MOSUL


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.lists(st.text(max_size=12), max_size=3))
def test_a_list_keeps_what_it_is_given(names: list[str], parents: list[str]) -> None:
    clean = [n.replace("\x1f", "") for n in names]
    place = Place(
        "x", clean[0], "town", 1.5, -2.5, tuple(n for n in clean if n), tuple(p for p in parents if p and "\x1f" not in p)
    )
    kept = OwnList(pack_list([place])).place("x")
    assert kept == replace(place, rank=1)


def test_a_place_of_a_list_that_is_embedded_too_is_one_place() -> None:
    own = Place("w1", "حلب", "town", 36.21, 37.15, names=("حلب", "Aleppo"), country="SY")
    strange = Place("w2", "Furqan", "town", 35.3, 44.5, names=("Furqan",), country="IQ")
    gazetteer = gazetteer_of([own, strange])
    town = next(p for p in gazetteer.named("Aleppo") if p.kind == "town" and p.country == "SY")
    assert (town.id, town.name, town.population > 1_000_000) == ("w1", "Aleppo", True)
    assert sum(p.kind == "town" and p.country == "SY" for p in gazetteer.named("Aleppo")) == 1
    found = resolve_names("Shells fell on al-Furqan neighbourhood in Aleppo, Syria.", gazetteer)
    assert found["al-Furqan"].place_id != "w2"  # a village of another country that a long list has is not the quarter
