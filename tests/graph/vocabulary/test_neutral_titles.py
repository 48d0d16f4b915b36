import pytest

from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.neutral_titles import NEUTRAL, NeutralTitles, parts_of
from matching.model import Profession

TITLES = NeutralTitles.shipped()


@pytest.mark.parametrize(
    "title",
    [
        "fleksjobber",
        "Fleksjobberen",
        "fleks-jobber",
        "Fleks jobber",
        "fleks–jobber",
        "ansat i fleksjob",
        "Medarbejder i fleksjob",
        "Seniorjobber",
        "skånejob",
        "skaanejob",
        "Ansat med løntilskud",
        "Loentilskudsansat",
        "job med løntilskud for førtidspensionister",
        "KLAP-job",
        "klap job",
        "IGU-elev",
        "i virksomhedspraktik",
        "langtidssygemeldt",
    ],
)
def test_of_a_title_that_is_nothing_but_private_nothing_is_left(title):
    assert TITLES.neutral(title) == ("", True)


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Pædagogmedhjælper i fleksjob", "Pædagogmedhjælper"),
        ("Lærer (fleksjob)", "Lærer"),
        ("Fleksjob, kontor", "kontor"),
        ("Fleksjob-ansat pedel", "pedel"),
        ("kontorassistent på særlige vilkår", "kontorassistent"),
        ("Pædagog - fleksjob", "Pædagog"),
        ("Vikar for sygemeldt", "vikar"),
        ("barselsvikar", "vikar"),
        ("Barselsvikar for socialrådgiver", "vikar for socialrådgiver"),
    ],
)
def test_of_others_the_rest_is_left(title, left):
    assert TITLES.neutral(title) == (left, True)


@pytest.mark.parametrize(
    "title",
    [
        "Lærer",
        "Vikar",
        "Sygeplejerske",
        "Fleksjobkonsulent",
        "løntilskudskonsulent",
        "Aktiveringskonsulent",
        "Leder af aktivering",
        "sagsbehandler for sygemeldte",
        "konsulent for virksomhedspraktik",
        "",
    ],
)
def test_who_works_with_such_things_keeps_their_title(title):
    assert TITLES.neutral(title) == (title, False)


def test_what_may_name_a_profession_of_a_neutral_title_comes_in_parts():
    assert parts_of("vikar for socialrådgiver") == ["vikar for socialrådgiver", "socialrådgiver"]
    assert parts_of("Lærer, vikar") == ["Lærer, vikar", "Lærer"]


def test_a_municipality_adds_its_own(tmp_path):
    own = tmp_path / "private.csv"
    own.write_bytes("betegnelse;i_stedet\nspydspidsjob*;\nafløser for syg;afløser\n".encode("cp1252"))
    titles = NeutralTitles.shipped(own)
    assert titles.neutral("Spydspidsjobber, lærer").text == "lærer"
    assert titles.neutral("afløser for syg").text == "afløser"
    assert titles.neutral("fleksjobber").changed


def test_a_profession_loses_its_private_names():
    profession = Profession(
        id="p", label_da="pedel", alt_da=("pedel i fleksjob", "teknisk servicemedarbejder")
    )
    assert TITLES.of_profession(profession).alt_da == ("teknisk servicemedarbejder",)
    assert TITLES.of_profession(Profession(id="p", label_da="fleksjobber")).label_da == NEUTRAL.label_da


def test_the_catalogue_says_nothing_private():
    for profession in read_catalogue().professions:
        assert TITLES.of_profession(profession) == profession


def test_the_demo_says_nothing_private(fjordby):
    roles = {each.role for task in fjordby.tasks for each in task.assignments}
    assert not [role for role in roles if TITLES.neutral(role).changed]
