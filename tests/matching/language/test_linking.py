from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.factories import skill, skill_id
from matching.language.linking import LIKELY, SURE, LinkedSkill, SkillLinker
from matching.model import Skill, SkillKind

EXAMPLE = (
    "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter "
    "og vil inddrage børn, ældre og handelsliv tidligt"
)
SKILLS = [
    skill("inddragelse af børn", english="involving children", alternatives=["børneinddragelse"]),
    skill("inddragelse af ældre", english="involving older people"),
    skill("inddragelse af erhvervslivet", alternatives=["inddragelse af handelslivet"]),
    skill("inddragelse af unge"),
    skill("borgerinddragelse"),
    skill("cykelstier", english="cycle paths"),
    skill("legepladser", english="playgrounds"),
    skill("drift af plejecentre", alternatives=["plejecenter", "plejehjem"], english="running care homes"),
    skill("byudvikling", alternatives=["bydel"]),
    skill("personlig pleje"),
    skill("hjemmepleje", english="home care"),
    skill("palliativ pleje", english="palliative care"),
    skill("pleje"),
    skill("demensomsorg", english="dementia care"),
    skill("rekruttering"),
    skill("sygepleje", alternatives=["hjemmesygepleje"]),
    skill("MUS-samtaler", alternatives=["MUS"]),
    skill("pædagogisk-psykologisk rådgivning", alternatives=["PPR"]),
    skill("skadedyrsbekæmpelse", alternatives=["bekæmpelse af mus og rotter"]),
    skill("databeskyttelse", alternatives=["GDPR"]),
    skill("kvalitet i registre", english="data governance"),
    skill("lokalplaner"),
    skill("økonomistyring", alternatives=["styring af økonomi"]),
    skill("ledelse"),
    Skill(id="gruppe", kind=SkillKind.GROUP, label_da="cykelstier og legepladser"),
]
LINKER = SkillLinker().fit(SKILLS)


def labels(found: Iterable[LinkedSkill]) -> list[str]:
    by_id = {each.id: each.label for each in SKILLS}
    return [by_id[link.skill] for link in found]


def link(text: str) -> list[str]:
    return labels(LINKER.link(text))


def test_the_example_of_a_project_lead_is_understood() -> None:
    assert set(link(EXAMPLE)) >= {
        "inddragelse af børn",
        "inddragelse af ældre",
        "inddragelse af erhvervslivet",
        "cykelstier",
        "legepladser",
        "drift af plejecentre",
        "byudvikling",
    }


def test_english_texts_find_the_same_skills() -> None:
    text = "A new cycle path and a playground; we want to involve children and older people early"
    found = {"cykelstier", "legepladser", "inddragelse af børn", "inddragelse af ældre"}
    assert set(link(text)) >= found


@pytest.mark.parametrize(
    "text",
    [
        "inddragelse af børn",
        "børneinddragelse",
        "inddrage børn",
        "Hvordan inddrager vi børnene?",
        "boerneinddragelse",
        "børneindragelse",
        "børne- og ungeinddragelse",
    ],
)
def test_phrase_compound_verb_inflection_and_spelling_error_mean_the_same(text: str) -> None:
    assert "inddragelse af børn" in link(text)[:2]


def test_a_list_shares_the_verb_before_it() -> None:
    found = link("Vi vil inddrage børn, ældre og unge")
    assert set(found[:3]) == {"inddragelse af børn", "inddragelse af unge", "inddragelse af ældre"}


def test_words_of_another_clause_make_no_phrase() -> None:
    together = LINKER.link("Børn skal inddrages", limit=1)[0].score
    apart = LINKER.link("Politikerne skal inddrages. Børn leger.", limit=1)[0].score
    assert together > SURE
    assert apart < together - 0.02


@pytest.mark.parametrize(
    "text",
    [
        "Vi vil sørge for tidlig inddragelse af\nbørn",
        "inddra-\ngelse af børn",
        "inddragelse\u00a0af\u00a0børn",
    ],
)
def test_a_text_from_a_page_or_a_mail_is_read_like_any_other(text: str) -> None:
    assert link(text)[:1] == ["inddragelse af børn"]


def test_it_is_information_technology_however_it_is_written() -> None:
    linker = SkillLinker().fit([*SKILLS, skill("it-sikkerhed"), skill("tryghed og sikkerhed")])

    for text in ("it sikkerhed", "it-sikkerhed", "IT sikkerhed", "it‑sikkerhed", "vi mangler it sikkerhed"):
        assert linker.link(text)[0].label == "it-sikkerhed"


def test_the_stop_of_a_shortened_word_ends_no_clause() -> None:
    assert "inddragelse af børn" in link("Vi vil inddrage bl.a. børn")
    assert "inddragelse af ældre" in link("inddragelse af evt. ældre")


def test_a_compound_the_other_way_round_is_another_thing() -> None:
    assert "hjemmepleje" not in link("et nyt plejehjem")[:1]


def test_the_longer_phrase_goes_before_the_broader_one_that_it_holds() -> None:
    best = LINKER.link("palliativ pleje")
    assert labels(best[:1]) == ["palliativ pleje"]
    assert all(each.score < best[0].score for each in best[1:])


def test_a_rare_topic_finds_its_skill_though_the_activity_is_not_named() -> None:
    assert "demensomsorg" in link("et tilbud til demensramte")


def test_misspelt_words_are_mended() -> None:
    assert set(link("Rekrutering af sygeplejesker")) == {"rekruttering", "sygepleje"}


def test_abbreviations_are_found_in_capitals_and_in_compounds() -> None:
    assert "pædagogisk-psykologisk rådgivning" in link("samarbejde med PPR's psykologer")
    assert "MUS-samtaler" in link("alle skal have MUS i maj")
    assert "databeskyttelse" in link("Hvad siger gdpr?")


def test_an_abbreviation_that_is_also_a_word_needs_its_capitals() -> None:
    found = link("der er mus og rotter i køkkenet")
    assert "skadedyrsbekæmpelse" in found
    assert "MUS-samtaler" not in found


def test_english_terms_in_a_danish_text_are_found_whole() -> None:
    assert "kvalitet i registre" in link("Vi mangler en, der har styr på data governance i forvaltningen")
    assert "kvalitet i registre" not in link("Vi samler data om trafikken")


def test_groups_are_never_linked() -> None:
    assert "gruppe" not in {each.skill for each in LINKER.link("cykelstier og legepladser", min_score=0.0)}


def test_what_is_obsolete_is_neither_found_in_a_text_nor_offered() -> None:
    linker = SkillLinker(min_link=0.1).fit(
        [skill("jura"), Skill(id="old", label_da="stenografi", obsolete=True)]
    )
    assert not linker.link("stenografi")
    assert not linker.complete("stenogr")


def test_the_catalogue_goes_before_esco_at_equal_fit() -> None:
    linker = SkillLinker().fit([skill("jura", source="esco"), Skill(id="z", label_da="jura")])
    assert linker.link("jura")[0].skill == "z"


def test_a_preferred_label_goes_before_an_alternative_one() -> None:
    linker = SkillLinker().fit(
        [Skill(id="a", label_da="x", alt_da=("jura",)), Skill(id="b", label_da="jura")]
    )
    assert [each.skill for each in linker.link("jura")] == ["b", "a"]


def test_ties_are_ordered_by_id() -> None:
    twins = [Skill(id=id, label_da="jura") for id in ("c", "a", "b")]
    assert [each.skill for each in SkillLinker(min_link=0.1).fit(twins).link("jura")] == ["a", "b", "c"]


@given(st.text(max_size=200) | st.lists(st.sampled_from(EXAMPLE.split()), max_size=30).map(" ".join))
def test_spans_quote_the_text_and_scores_are_shares(text: str) -> None:
    for found in LINKER.link(text, min_score=0.1):
        assert 0 < found.score <= 1
        assert found.spans
        assert all(text[span.start : span.end] == span.text for span in found.spans)


@given(st.permutations(SKILLS))
def test_the_order_of_the_skills_does_not_matter(skills: list[Skill]) -> None:
    assert SkillLinker().fit(skills).link(EXAMPLE) == LINKER.link(EXAMPLE)


def test_the_limit_and_the_least_score_hold() -> None:
    assert len(LINKER.link(EXAMPLE, limit=3)) == 3
    assert all(each.score >= 0.66 for each in LINKER.link(EXAMPLE, min_score=0.66))


def test_nothing_is_found_in_nothing() -> None:
    assert LINKER.link("") == []
    assert LINKER.suggest("") == []
    assert LINKER.complete("") == []
    assert SkillLinker().fit([]).link(EXAMPLE) == []


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("økonomi styring", "økonomistyring"),
        ("lokalplan", "lokalplaner"),
        ("demenspleje", "demensomsorg"),
        ("rekrutering", "rekruttering"),
        ("playground", "legepladser"),
    ],
)
def test_suggestions_for_labels_that_are_not_quite_right(label: str, meant: str) -> None:
    assert labels(LINKER.suggest(label))[:1] == [meant]


def test_a_label_itself_is_suggested_with_full_score() -> None:
    best = LINKER.suggest("palliativ pleje")[0]
    assert (best.skill, best.score) == (skill_id("palliativ pleje"), 1.0)


def test_a_danish_phrase_reaches_a_skill_that_has_english_labels_only() -> None:
    linker = SkillLinker().fit(
        [
            skill("vedligeholde broer", english="maintain bridges"),
            skill("male huse", english="paint houses"),
            skill("bygge skure", english="build sheds"),
            Skill(id="x", label_en="paint sheds"),
        ]
    )
    assert linker.suggest("male skure")[0].skill == "x"


def test_completion_goes_on_from_what_was_typed_at_any_word() -> None:
    assert labels(LINKER.complete("inddragelse af b"))[0] == "inddragelse af børn"
    assert "palliativ pleje" in labels(LINKER.complete("pleje"))


def test_completion_gives_each_skill_once() -> None:
    found = [each.skill for each in LINKER.complete("ple", limit=20)]
    assert len(found) == len(set(found)) > 2


def test_completion_mends_what_was_typed_wrongly() -> None:
    assert labels(LINKER.complete("rekrutt", limit=1)) == ["rekruttering"]
    assert "rekruttering" in labels(LINKER.complete("rekruterin"))


def test_terms_split_compounds_as_the_labels_do() -> None:
    assert LINKER.terms("borgerinddragelse") == ["borgerinddrag", "borger", "inddrag"]


BUS = skill("busdrift", hidden=["køre de gamle til fest"])


def test_a_hidden_label_leads_to_its_skill_and_is_never_shown() -> None:
    linker = SkillLinker().fit([*SKILLS, BUS])
    found = linker.link("Hvem kan køre de gamle til fest?")[0]
    assert (found.skill, found.label) == (BUS.id, "busdrift")
    assert [span.text for span in found.spans] == ["køre", "gamle", "fest"]
    assert {each.label for each in linker.suggest("køre de gamle til fest", limit=1)} == {"busdrift"}


def test_a_hidden_label_is_never_completed() -> None:
    assert SkillLinker().fit([BUS, *SKILLS]).prefixes_.begun("køre", limit=10) == []


def test_a_word_of_a_hidden_label_says_less_than_all_of_it() -> None:
    linker = SkillLinker().fit([*SKILLS, BUS])
    word, all_of_it = (linker.link(text)[0].score for text in ("fest", "køre de gamle til fest"))
    assert word < all_of_it - 0.1


def test_a_hidden_label_counts_less_than_an_alternative() -> None:
    shown = skill("busdrift", alternatives=["ældrekørsel"])
    hidden = skill("busdrift", hidden=["ældrekørsel"])
    scores = [SkillLinker().fit([*SKILLS, each]).link("ældrekørsel")[0].score for each in (shown, hidden)]
    assert scores[1] < scores[0]


def test_where_nothing_is_sure_the_likely_ones_are_taken_for_needed() -> None:
    links = [LINKER.link(text, limit=50) for text in (EXAMPLE, "pleje af noget", "børn", "et nyt sted")]
    for found in links:
        bound = SURE if any(each.score >= SURE for each in found) else LIKELY
        assert all(each.needed == (each.score >= bound) for each in found)
    assert any(each.needed for each in links[0])


def test_what_is_passed_over_makes_room_and_what_is_needed_follows_from_the_others() -> None:
    whole = LINKER.link(EXAMPLE, limit=50)
    sure = {each.skill for each in whole if each.score >= SURE}
    likely = {each.skill for each in whole if LIKELY <= each.score < SURE}
    assert sure
    assert likely

    rest = LINKER.link(EXAMPLE, limit=50, without=sure)
    assert [each.skill for each in rest] == [each.skill for each in whole if each.skill not in sure]
    assert {each.skill for each in rest if each.needed} == likely
    assert len(LINKER.link(EXAMPLE, limit=3, without=sure)) == min(3, len(rest))
