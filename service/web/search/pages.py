"""Search by skill, without suggestions: by the alphabet, and open when suggestions are switched off."""

from dataclasses import dataclass
from itertools import islice

from flask import render_template, request

from matching.index.index import Index
from matching.index.naming import employee_name, workplace_name
from service.context import current_index, recording
from service.use_cases.plain_search import holders, skills_named
from service.web.frame.assets import Pages
from service.web.frame.forms import LONGEST_SEARCH
from service.web.frame.wording import capitalised, profession_heading, skill_label

blueprint = Pages("search", __name__)
# Skills on the page, and colleagues of each. By eye: more need more words.
MOST_SKILLS = 10
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Holder:
    """A colleague who said they have the skill, and where they work."""

    name: str
    profession: str
    workplace: str


@dataclass(frozen=True, slots=True)
class Found:
    """A skill with who said they have it, the first of `total` by the alphabet; `by` another label."""

    label: str
    by: str
    people: tuple[Holder, ...]
    total: int


@blueprint.get("/soeg")
def show() -> str:
    """Skills by words, and who said they have them."""
    index = current_index()
    sought = request.args.get("kompetence", "").strip()[:LONGEST_SEARCH]
    skills = skills_named(index, sought)
    held = {skill: holders(index, skill) for skill in islice(skills, MOST_SKILLS)}
    recording().seen((id for ids in held.values() for id in ids[:MOST_PEOPLE]), where="search")
    return render_template(
        "web/search.html",
        sought=sought,
        more=len(skills) - len(held),
        found=[
            Found(
                capitalised(skill_label(index, skill)),
                skills[skill],
                tuple(_holder(index, id) for id in ids[:MOST_PEOPLE]),
                len(ids),
            )
            for skill, ids in held.items()
        ],
    )


def _holder(index: Index, id: str) -> Holder:
    row = index.workforce.row_of[id]
    return Holder(
        employee_name(index, id),
        profession_heading(index, index.profession_of(row)),
        workplace_name(index, index.workplace_of(row)),
    )
