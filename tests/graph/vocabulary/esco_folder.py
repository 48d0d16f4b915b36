"""A small download of ESCO, as CSV files in a folder."""

FOLDER = {
    "skillGroups_en.csv": "conceptUri,preferredLabel,altLabels,code\nurn:g,care,,S1\n",
    "skills_da.csv": (
        "conceptType,conceptUri,skillType,preferredLabel,altLabels,description\n"
        'x,urn:a,skill/competence,pleje ældre,"ældrepleje\nomsorg  for ældre",Om pleje.\n'
    ),
    "skills_en.csv": (
        "conceptType,conceptUri,skillType,preferredLabel,altLabels,hiddenLabels,description\n"
        "x,urn:a,skill/competence,care for elderly,elderly care | Elderly care,old care,\n"
        "x,urn:b,knowledge,geriatrics,,,Medicine of old age.\n"
    ),
    "broaderRelationsSkillPillar_en.csv": "conceptUri,broaderUri\nurn:a,urn:g\nurn:b,urn:g\nurn:gone,urn:g\n",
    "skillSkillRelations_en.csv": "originalSkillUri,relationType,relatedSkillUri\nurn:a,optional,urn:b\n",
    "occupations_da.csv": "conceptUri,iscoGroup,preferredLabel,altLabels\nurn:o,5322,plejehjælper,\n",
    "occupationSkillRelations_en.csv": (
        "occupationUri,relationType,skillUri\nurn:o,essential,urn:a\nurn:o,optional,urn:b\n"
    ),
}


def folder(path, **changed):
    """A folder in ESCO's layout; a keyword changes a file's text (`skills_da=…`), None leaves it out."""
    for name, text in (FOLDER | {f"{stem}.csv": text for stem, text in changed.items()}).items():
        if text is not None:
            (path / name).write_text(text, encoding="utf-8")
    return path
