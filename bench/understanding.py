"""How surely tasks are told from texts that are none: `python -m bench.understanding`.

Every figure is a share. With `--on test`, the default, the model that ships judges the texts of
`bench/judged/understanding.jsonl`, which were written before anything was measured; nothing is learned from
them. With `--on folds` each known text and example task is judged by a model that was fitted without it (five
parts). Bad texts are caught, real tasks are refused:

- `private_caught`, `not_a_task_caught`: those that are refused; `..._listed` those that people are listed
  for, as they are not, and a skill of theirs is taken for needed;
- `private_kind`: of the caught ones about people, those that are told whom to ask by the right kind;
- `tasks_refused`: real tasks that are refused; with `--on folds`, `look_alikes_refused` of those that were
  written to look like something else, `examples_refused` of the example tasks;
- `understanding_p50_ms`: what it takes beside linking.

`--fit` writes the model that ships anew first, `--wrong` shows the texts.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.measuring import Figures, arguments, each_ms, percentiles, report
from bench.task_texts import TASK_TEXTS
from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.known_texts import read_known_texts
from graph.vocabulary.task_examples import read_task_examples
from matching.language.linking import LIKELY, SkillLinker
from matching.language.understanding import KnownText, Understanding, shipped
from matching.learning.understanding_fitting import fit, held_out, likeliest, read_by
from matching.model import SkillKind

MODEL = Path(__file__).parents[1] / "matching" / "language" / "understanding_model.json"
TEST = Path(__file__).parent / "judged" / "understanding.jsonl"

Judged = tuple[str, KnownText, Understanding]
"""The group that a text is counted in, the text, and what it was understood as."""


def on_test(linker: SkillLinker) -> Iterator[Judged]:
    """The texts that nothing is learned from, as the model that ships takes them."""
    for line in TEST.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        text = KnownText(told["text"], Understanding(told["kind"]), likeliest(linker, told["text"]))
        yield "tasks", text, shipped().understood(text.text, likeliest=text.likeliest)


def on_folds(known: list[KnownText], examples: list[KnownText], labels: list[str]) -> Iterator[Judged]:
    """The texts that the model that ships is learned from, each as a model takes it that hasn't seen it."""
    alike = {each.text for each in known}
    for text, understood in held_out(known, examples, labels=labels):
        yield "look_alikes" if text.text in alike else "examples", text, understood


def measure(judged: Iterable[Judged]) -> Figures:
    """All shares."""
    shares: dict[str, list[bool]] = {}
    for group, text, understood in judged:
        refused = understood.is_refused
        if text.kind is Understanding.TASK:
            for name in dict.fromkeys((group, "tasks")):
                shares.setdefault(f"{name}_refused", []).append(refused)
            continue
        name = "private" if text.kind.is_private else "not_a_task"
        shares.setdefault(f"{name}_caught", []).append(refused)
        shares.setdefault(f"{name}_listed", []).append(not refused and text.likeliest >= LIKELY)
        if text.kind.is_private and understood.is_private:
            shares.setdefault("private_kind", []).append(understood is text.kind)
    figures: Figures = {name: sum(of) / len(of) for name, of in sorted(shares.items())}
    return figures | {
        "tasks": len(shares["tasks_refused"]),
        "private": len(shares["private_caught"]),
        "not_a_task": len(shares["not_a_task_caught"]),
    }


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--on", choices=("test", "folds"), default="test")
    parser.add_argument("--fit", action="store_true", help="write the model that ships anew")
    parser.add_argument(
        "--wrong", action="store_true", help="show the texts that were taken for something else"
    )
    options = parser.parse_args()
    catalogue, examples = read_catalogue(), read_task_examples()
    labels = [each.label_da for each in catalogue.skills if each.kind is not SkillKind.GROUP]
    linker = SkillLinker().fit(catalogue.skills, professions=catalogue.professions, examples=examples)
    if options.fit or options.on == "folds":
        known, real = read_by(linker, read_known_texts(), examples)
    if options.fit:
        MODEL.write_text(fit(known, real, labels=labels).written(), encoding="utf-8")
        shipped.cache_clear()
    judged = list(on_folds(known, real, labels) if options.on == "folds" else on_test(linker))
    if options.wrong:
        for _, text, understood in judged:
            if understood.is_refused is not text.kind.is_refused:
                print(f"{text.kind} → {understood} ({text.likeliest:.2f}): {text.text}")
    figures = measure(judged) | percentiles("understanding", each_ms(shipped().understood, TASK_TEXTS * 10))
    report(f"Understanding, {options.on}", figures, as_json=options.json)


if __name__ == "__main__":
    main()
