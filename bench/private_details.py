"""What of names, health and addresses in task texts is marked, and what is marked needlessly.

    python -m bench.private_details [--wrong]

- `found_name`, `found_health`, `found_address`: shares of the parts in the sentences of
  `bench/judged/private_details.txt` that a mark of the right kind meets; `marked_needlessly`: of the marks in
  these sentences, those that meet no such part. The rules were mended by these;
- `held_out_…`: the same of `private_details_held_out.txt`, written after the rules and never used to mend
  them; by the same hand, so that texts of others will do somewhat worse;
- `example_sentences_marked`: of the sentences of the catalogue's example tasks, which were written for
  something else; `..._wrongly` are those that somebody judged to tell of nobody (`bench/judged/…_wrong.txt`);
- `bench_texts_marked`: of the texts of `bench.task_texts`, which are about nobody.

`--wrong` shows what was missed, and what was marked needlessly or in an example.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import Figures, arguments, each_ms, percentiles, report
from bench.task_texts import TASK_TEXTS
from graph.vocabulary.task_examples import read_task_examples
from matching.language.private_details import Detail, Mark, private_details

JUDGED = Path(__file__).parent / "judged"
MARKED = re.compile(r"\[(\w+)\|([^\]]*)\]")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the parts of it that should be asked about."""

    text: str
    wanted: tuple[Mark, ...]


def judged(file: str) -> Iterator[Sentence]:
    """The sentences that were written for this, without their brackets."""
    for line in _lines(file):
        text, wanted, at = "", [], 0
        for match in MARKED.finditer(line):
            text += line[at : match.start()]
            wanted.append(Mark(len(text), len(text) + len(match[2]), Detail(match[1])))
            text, at = text + match[2], match.end()
        yield Sentence(text + line[at:], tuple(wanted))


def of_sentences(sentences: Sequence[Sentence]) -> tuple[Figures, list[str]]:
    """What is found and what needlessly marked, and the sentences where that went wrong."""
    found: dict[Detail, list[bool]] = {detail: [] for detail in Detail}
    met: list[bool] = []
    wrong: list[str] = []
    for sentence in sentences:
        marks = private_details(sentence.text)
        for want in sentence.wanted:
            found[want.detail].append(any(map(want.meets, marks)))
        met += [any(map(mark.meets, sentence.wanted)) for mark in marks]
        if any(not any(map(want.meets, marks)) for want in sentence.wanted):
            wrong.append(f"missed: {sentence.text}")
        if any(not any(map(mark.meets, sentence.wanted)) for mark in marks):
            wrong.append(f"needless: {sentence.text}")
    figures: Figures = {f"found_{detail}": sum(of) / len(of) for detail, of in found.items()}
    return {"sentences": len(sentences), **figures, "marked_needlessly": 1 - sum(met) / len(met)}, wrong


def measure() -> tuple[Figures, list[str]]:
    """All figures, and what went wrong, a line each."""
    figures, wrong = of_sentences(tuple(judged("private_details.txt")))
    held_out, wrong_there = of_sentences(tuple(judged("private_details_held_out.txt")))
    examples = [each for task in read_task_examples() for each in SENTENCE.split(task.text) if each.strip()]
    marked = [each for each in examples if private_details(each)]
    of_nobody = set(_lines("private_details_wrong.txt"))
    figures |= {f"held_out_{name}": value for name, value in held_out.items()}
    figures |= {
        "example_sentences": len(examples),
        "example_sentences_marked": len(marked) / len(examples),
        "example_sentences_marked_wrongly": sum(each in of_nobody for each in marked) / len(examples),
        "bench_texts_marked": sum(bool(private_details(each)) for each in TASK_TEXTS) / len(TASK_TEXTS),
    }
    return figures, [*wrong, *wrong_there, *(f"example: {each}" for each in marked)]


def _lines(file: str) -> list[str]:
    lines = (JUDGED / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--wrong", action="store_true", help="show what was missed or marked needlessly")
    options = parser.parse_args()
    figures, wrong = measure()
    if options.wrong:
        print("\n".join(wrong))
    figures |= percentiles("private_details", each_ms(private_details, TASK_TEXTS * 10))
    report("Private details", figures, as_json=options.json)


if __name__ == "__main__":
    main()
