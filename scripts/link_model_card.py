"""The model card of what the linker learned: what it is for, comes from, counts and is worth, in Danish.

After Mitchell et al. 2019, "Model cards for model reporting".
"""

from collections.abc import Iterator

from matching.language.link_model import Figure, LearnedLinking, LinkComparison, Regression, TextKind

KIND_WORDS = {
    TextKind.EXAMPLE: "opgaveeksempler, som leveres med",
    TextKind.OWN: "egne opgaver",
    TextKind.JUDGED: "bedømte tekster",
}
FIGURE_WORDS = {
    Figure.PRECISION: "de første fem, der passer",
    Figure.RECALL: "behov, de første ti dækker",
    Figure.LOG_LOSS: "fejl i sandsynlighed (mindre er bedre)",
}
ALONE_WORDS = {
    "link": "hvad tekstens egne ord tæller for et af kompetencens navne",
    "link_squared": "kvadratet på det: det sikreste tæller mest",
    "everyday": "det samme, hvor navnet er et hverdagsord",
    "preferred_whole": "kompetencens navn står helt i teksten",
    "alternative_whole": "et andet af dens navne gør",
    "everyday_whole": "et hverdagsord for den gør",
    "exactness": "hvor meget af tekstens ord navnet forklarer",
    "one_of_several": "kun ét ord af et navn med flere er der",
    "words": "antal ord, der rammer, højst fire",
    "common": "hvor almindeligt det sjældneste af dem er",
    "rivals": "hvor mange andre kompetencer de samme ord taler for",
    "clauses": "antal sætninger, der taler for den, højst tre",
    "near_log": "hvad beslægtede kompetencer lægger til",
    "said": "hvor meget beskrivelsen ligner teksten, af den, der ligner mest",
    "said_log": "hvor meget beskrivelsen ligner teksten",
    "said_place": "hvor tidligt den kommer efter det",
    "asked_log": "hvor meget ordene fra tidligere opgaver taler for den",
    "asked_place": "hvor tidligt den kommer efter det",
    "resemblance": "lighed med beskrivelsen og de opgaver, der kræver den",
    "resemblance_place": "om den er blandt de første efter det",
    "resemblance_place_log": "hvor tidligt den kommer efter det",
    "examples": "antal tidligere opgaver, der kræver den",
    "place_log": "hvor tidligt den kommer, når alt lægges sammen",
}
BESIDE_WORDS = {
    "alone": "hvad den kommer til alene",
    "lent": "hvad sandsynlige kompetencer nær den lægger til",
    "siblings": "andre fra samme gruppe, som teksten kalder på",
    "best_sibling": "den mest sandsynlige af dem",
    "expected": "hvor mange kompetencer teksten kalder på i alt",
    "place": "dens plads efter sandsynligheden alene",
}


def link_model_card(learned: LearnedLinking, *, version: str | None) -> str:
    """The card as Markdown; every number in it is the model's own. Without a version it was not kept."""
    model = learned.model
    return "\n".join(
        [
            f"# Modelkort: kompetencer i tekster, {f'version {version}' if version else 'et forslag'}",
            "",
            f"Lært {model.fitted_on}, kendemærke {model.version}."
            + ("" if version else " Det er ikke gemt og bruges ikke."),
            "",
            "## Hvad modellen bruges til",
            "",
            "Den siger, hvor sandsynligt det er, at en projektleder vil nikke til en kompetence for en",
            "tekst. Den ser på tekster og kompetencer, aldrig på medarbejdere. Projektlederen bekræfter",
            "selv, hvad opgaven kræver.",
            "",
            "## Hvad den er lært af",
            "",
            "| tekster | antal |",
            "|---|---|",
            *(f"| {KIND_WORDS[kind]} | {model.learned_from.get(kind.value, 0)} |" for kind in TextKind),
            "",
            f"Grafens ændring nr. {learned.change}, frø {model.seed}: de samme tekster og det samme frø",
            "giver de samme tal. Der indgår opgavernes titel, beskrivelse og kompetencer. Hvem der deltog,",
            "og hvem der skrev, indgår ikke.",
            "",
            "## Hvad hvert kendetegn tæller",
            "",
            "Tallet ganges med kendetegnet; over 0 taler det for, under 0 imod. Tallene lægges sammen og",
            "bliver til en sandsynlighed (logistisk regression).",
            "",
            "### Kompetencen for sig",
            "",
            *_counts(model.alone, ALONE_WORDS),
            "",
            "### Sammen med de andre",
            "",
            *_counts(model.beside, BESIDE_WORDS),
            "",
            "## Hvor god den er",
            "",
            "Hver tekst er prøvet på en model, der ikke har lært af den (krydsvalidering), mod version",
            f"{learned.replaced}, som kan have set den. Andele i %, med 95 %-interval for forskellen.",
            "",
            "| tekster | mål | antal | før | efter | forskel, 95 % |",
            "|---|---|---|---|---|---|",
            *(
                f"| {KIND_WORDS[each.kind]} | {FIGURE_WORDS[each.figure]} | {each.texts} "
                f"| {number(each.before, each.figure)} | {number(each.after, each.figure)} | {ends(each)} |"
                for each in learned.comparisons
            ),
            "",
            "## Forbehold",
            "",
            "- Eksempler og egne opgaver nævner nogle af de kompetencer, der passer; andre kunne også passe.",
            "- Uden bedømte tekster er sandsynlighederne sat til samme niveau som før.",
            "- Kendetegnene hænger sammen: hvad ét tæller, kan ikke læses uden de andre.",
            "",
        ]
    )


def number(value: float, figure: Figure) -> str:
    """A figure in words people know: a share in %, a log loss as it is."""
    return _danish(f"{value:.3f}" if figure is Figure.LOG_LOSS else f"{100 * value:.1f}")


def ends(of: LinkComparison) -> str:
    """The ends of the interval of the difference."""
    low, high = (
        f"{each:+.3f}" if of.figure is Figure.LOG_LOSS else f"{100 * each:+.1f}" for each in (of.low, of.high)
    )
    return _danish(f"{low} til {high}")


def _counts(of: Regression, words: dict[str, str]) -> Iterator[str]:
    yield "| kendetegn | tæller |"
    yield "|---|---|"
    yield f"| udgangspunkt | {_danish(f'{of.intercept:.2f}')} |"
    yield from (f"| {words[name]} | {_danish(f'{count:.2f}')} |" for name, count in of.counts.items())


def _danish(written: str) -> str:
    return written.replace(".", ",")
