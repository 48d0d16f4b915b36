"""How well and how fast texts become skills, with the catalogue and all of ESCO loaded.

Both directories are in ESCO's CSV layout; without `--catalogue` the shipped one is used, without `--esco`
there is the catalogue alone. With ESCO it also measures the looking up of labels (hit@10):

- `alternative_hit10`: each Danish alternative label of ESCO, itself out of the index, finds its own concept;
- `alternative_strict_hit10`: the same with all Danish alternative labels out of the index;
- `danish_to_english_hit10`: the Danish label of every 20th concept finds it by its English ones alone, in
  an index and a dictionary that were fitted without its Danish labels.

`--kompetencer DIR` adds what people marked in job advertisements (`bench.skill_spans`).
"""

import argparse
import gc
import json
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import skill_spans
from bench.measuring import Figures, each_ms, percentiles, report, timed
from bench.task_texts import TASK_TEXTS
from graph.vocabulary.esco import ESCO, merge_skills, read_catalogue, read_skills
from graph.vocabulary.task_examples import read_task_examples
from matching.language.effort import Effort
from matching.language.linking import SkillLinker
from matching.language.text import Language
from matching.model import Profession, Skill, SkillKind

FIRST, HALF = 10, 5
LONG_TEXT = 10_000
JUDGED = [Path(__file__).parent / "judged" / name for name in ("a.jsonl", "b.jsonl")]
STRICT = Path(__file__).parent / "judged" / "strict.jsonl"
HELD_OUT = 20


def measure(
    catalogue: Sequence[Skill], esco: Sequence[Skill], professions: Sequence[Profession] = ()
) -> Figures:
    """Fit on both together for speed and memory, on ESCO alone for the looking up of labels."""
    skills = merge_skills(catalogue, esco)
    examples = read_task_examples()
    fitting, linker = timed(lambda: SkillLinker().fit(skills, professions=professions, examples=examples))
    figures: Figures = {
        "skills": len(linker.index_.skills_),
        "labels": len(linker.index_.labels_),
        "fit_s": fitting,
        "linker_mb": linker_mb(skills),
    }
    figures |= percentiles("link_first", each_ms(linker.link, TASK_TEXTS))
    figures |= percentiles("link", each_ms(linker.link, TASK_TEXTS * 10))
    labels = [skill.label_da for skill in catalogue if skill.label_da][:200]
    figures |= percentiles("suggest", each_ms(linker.suggest, labels))
    figures |= percentiles("complete", each_ms(linker.complete, [label[:4] for label in labels]))
    figures |= judged(linker)
    figures |= strictly_judged(linker)
    figures |= long_text(linker)
    if esco:
        figures |= alternatives(SkillLinker().fit(esco))
        figures |= danish_to_english(esco)
    return figures


def judged(linker: SkillLinker) -> Figures:
    """Recall@10 and precision@5 on task texts whose skills people have judged (`bench/judged`).

    Each expected skill comes with acceptable alternatives and is found by any of them. Texts with an odd
    number are the test, the others are there to develop with.
    """
    recalls: dict[str, list[float]] = {"dev": [], "test": []}
    precisions: dict[str, list[float]] = {"dev": [], "test": []}
    for file in JUDGED:
        for line in file.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)
            split = "test" if int(text["id"].rpartition("-")[2]) % 2 else "dev"
            linked = [each.skill for each in linker.link(text["text"], limit=FIRST)]
            found = [not set(linked).isdisjoint(skills) for skills in text["expected"]]
            right = {skill for skills in text["expected"] for skill in skills}
            recalls[split].append(sum(found) / len(found))
            precisions[split].append(sum(skill in right for skill in linked[:HALF]) / HALF)
    figures: Figures = {"judged_texts": sum(map(len, recalls.values()))}
    for split in recalls:
        figures[f"judged_{split}_recall10"] = float(np.mean(recalls[split]))
        figures[f"judged_{split}_precision5"] = float(np.mean(precisions[split]))
    return figures


def strictly_judged(linker: SkillLinker) -> Figures:
    """How right the skills are for 360 texts whose candidates others judged, more strictly than the first.

    Six skills of a text fit in the mean (`skills`), seven are arguable (`could`); all other are wrong. The
    model has learned from none of them. That words of situations are read at all was decided on these texts.
    """
    texts = [json.loads(line) for line in STRICT.read_text(encoding="utf-8").splitlines()]
    rows = []
    for text in texts:
        linked = linker.link(text["text"], limit=2 * FIRST)
        ids, fits = [each.skill for each in linked], set(text["skills"])
        wrong = [each not in fits.union(text["could"]) for each in ids]
        recall = [len(fits.intersection(ids[:k])) / len(fits) for k in (FIRST, 2 * FIRST)]
        needed = sum(each.needed for each in linked)
        rows.append(
            (
                sum(each in fits for each in ids[:HALF]) / HALF,
                *recall,
                sum(each in fits for each in ids[:needed]),
                sum(wrong[:needed]),
                needed,
            )
        )
    precision, recall10, recall20, fit, failed, needed = np.mean(rows, axis=0).tolist()
    return {
        "strict_texts": len(texts),
        "strict_precision5": precision,
        "strict_recall10": recall10,
        "strict_recall20": recall20,
        "strict_needed_fit": fit / needed,
        "strict_needed_wrong": failed / needed,
    }


def long_text(linker: SkillLinker) -> Figures:
    """What the longest text that the service takes costs: as shares of its effort, and in time."""
    lines = [line for file in JUDGED for line in file.read_text("utf-8").splitlines()]
    text = "\n".join(json.loads(line)["text"] for line in lines)[:LONG_TEXT]
    full, effort = Effort(), Effort()
    seconds, _ = timed(lambda: linker.link(text, effort=effort))
    return {
        "long_text_ms": seconds * 1000,
        "long_text_labels": (full.labels - effort.labels) / full.labels,
        "long_text_spellings": (full.spellings - effort.spellings) / full.spellings,
    }


def linker_mb(skills: Sequence[Skill]) -> float:
    """The memory that a fitted linker takes in MB, without the skills themselves."""
    gc.collect()
    tracemalloc.start()
    linker = SkillLinker().fit(skills)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert linker.index_.labels_
    return size / 1e6


def alternatives(linker: SkillLinker) -> Figures:
    """The share of Danish alternative labels that find their own concept among the first ten."""
    index, lookup = linker.index_, linker.lookup_
    danish = np.array([not label.preferred and label.language is Language.DANISH for label in index.labels_])
    number = {(label.skill, label.text): place for place, label in enumerate(index.labels_)}
    hits, strict_hits, firsts = [], [], []
    for skill, text in _alternatives(index.skills_):
        likeness = lookup.likeness(text)
        itself = np.zeros(len(danish), dtype=bool)
        if (skill, text) in number:
            itself[number[skill, text]] = True
        place = _place(skill, lookup.by_skill(*(np.where(itself, 0.0, each) for each in likeness))[0])
        hits.append(place < FIRST)
        firsts.append(place == 0)
        scores = lookup.by_skill(*(np.where(danish, 0.0, each) for each in likeness))[0]
        strict_hits.append(_place(skill, scores) < FIRST)
    return {
        "alternatives": len(hits),
        "alternative_hit1": float(np.mean(firsts)),
        "alternative_hit10": float(np.mean(hits)),
        "alternative_strict_hit10": float(np.mean(strict_hits)),
    }


def danish_to_english(esco: Sequence[Skill]) -> Figures:
    """The share of Danish labels that find a concept that has English labels only."""
    asked = [
        skill for skill in esco if skill.label_da and skill.label_en and skill.kind is not SkillKind.GROUP
    ]
    asked = sorted(asked, key=lambda skill: skill.id)[::HELD_OUT]
    without = {skill.id: replace(skill, label_da="", alt_da=()) for skill in asked}
    linker = SkillLinker().fit(without.get(skill.id, skill) for skill in esco)
    position = {skill.id: place for place, skill in enumerate(linker.index_.skills_)}
    places = [_place(position[skill.id], linker.lookup_.rank(skill.label_da)[0]) for skill in asked]
    return {"danish_to_english_hit10": float(np.mean([place < FIRST for place in places]))}


def _alternatives(skills: Sequence[Skill]) -> Iterator[tuple[int, str]]:
    for position, skill in enumerate(skills):
        yield from ((position, text) for text in skill.alt_da)


def _place(skill: int, scores: NDArray[np.float64]) -> int:
    """How many skills go before one: those with a higher score, and those with the same and a lower id."""
    if scores[skill] <= 0:
        return len(scores)
    return int((scores > scores[skill]).sum() + (scores[:skill] == scores[skill]).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, help="directory with ESCO's CSV files, Danish and English")
    parser.add_argument("--catalogue", type=Path, help="directory with a catalogue in the same layout")
    parser.add_argument("--kompetencer", type=Path, help="directory with Kompetencer's files; needs --esco")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    asked = parser.parse_args()
    if asked.kompetencer and not asked.esco:
        parser.error("--kompetencer needs --esco, whose groups its phrases are marked with")
    shipped = read_catalogue()
    catalogue = read_skills(asked.catalogue, source="catalogue") if asked.catalogue else shipped.skills
    esco = read_skills(asked.esco, source=ESCO) if asked.esco else []
    figures = measure(catalogue, esco, shipped.professions)
    if asked.kompetencer:
        skills = merge_skills(catalogue, esco)
        linker = SkillLinker().fit(skills, professions=shipped.professions, examples=read_task_examples())
        figures |= skill_spans.figures(linker, skills, codes=asked.esco, kompetencer=asked.kompetencer)
    report("Linking", figures, as_json=asked.json)


if __name__ == "__main__":
    main()
