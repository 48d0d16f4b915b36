"""The model card of learned weights: what they are for, what they come from, how good they are, in Danish.

After Mitchell et al. 2019, "Model cards for model reporting".
"""

from collections.abc import Iterable

from matching.ranking.shipped import DEFAULT
from matching.ranking.signals import SIGNALS
from matching.weights import SITUATIONS, TEXT, RankingModel

SITUATION_WORDS = {
    "alone": "ingen kendt endnu",
    "members": "deltagere kendt",
    "new_ties": "nye bekendtskaber søges",
    "across": "nye bekendtskaber på tværs søges",
}


def model_card(model: RankingModel, *, version: str | None) -> str:
    """The card as Markdown; every number in it is the model's own. Without a version it was not kept."""
    learned = model.weights.learned
    signals = [signal for signal in SIGNALS if any(weights.get(signal) for weights in learned.values())]
    shown = [
        row
        for name in _in_order(learned)
        for row in ((words_of(name), learned[name]), ("– som det leveres", DEFAULT[name]))
    ]
    return "\n".join(
        [
            f"# Modelkort: vægte, {f'version {version}' if version else 'et forslag'}",
            "",
            f"Lært {_day(model.fitted_on)} af organisationens egne opgaver."
            + ("" if version else " De er ikke gemt og bruges ikke."),
            "",
            "## Hvad vægtene bruges til",
            "",
            "De siger, hvor meget hver grund tæller, når kolleger foreslås til en opgave. En projektleder",
            "vælger selv og kan se hver grund. De bruges aldrig til løn, bedømmelse eller afskedigelse.",
            "",
            "## Hvad de er lært af",
            "",
            "| opgaver | antal | periode |",
            "|---|---|---|",
            f"| kendt på forhånd | {model.n_known} | før {_day(model.learned_from)} |",
            f"| lært af | {model.n_learned} | {_day(model.learned_from)} – {_day(model.tested_from)} |",
            f"| prøvet på | {model.n_tested} | {_day(model.tested_from)} – {_day(model.until)} |",
            "",
            f"Grafens ændring nr. {model.change}, frø {model.seed}: den samme graf og det samme frø giver de",
            "samme tal. Der indgår, hvem der deltog i hvad, opgavernes kompetencer og ord, og medarbejdernes",
            "kompetencer. Alder, køn, løn, fravær og nej til invitationer indgår ikke.",
            "",
            "## Vægtene",
            "",
            f"| situation | {' | '.join(SIGNALS[signal].danish for signal in signals)} |",
            f"|---|{'---|' * len(signals)}",
            *(
                f"| {name} | {' | '.join(_number(weights.get(signal, 0.0)) for signal in signals)} |"
                for name, weights in shown
            ),
            "",
            "De er fundet med en logistisk regression (scikit-learn) på, hvem der deltog, og hvem der ellers",
            "kunne have været foreslået. Ingen lært grund tæller imod nogen, og travlhed tæller ikke. En",
            "situation med få opgaver låner af den, der ligner den mest.",
            "",
            "Det, som fortiden ikke kan lære os (det, enheden mangler, ledige timer, hvem der er foreslået",
            "for nylig, og på tværs), beholder den vægt, det leveres med.",
            "",
            "## Hvor gode de er",
            "",
            f"NDCG@10 i % for dem, der faktisk deltog i de senere opgaver, mod version {model.replaced}:",
            "",
            "| situation | spørgsmål | før | efter | forskel, 95 % |",
            "|---|---|---|---|---|",
            *(
                f"| {words_of(each.situation)} | {each.questions} | {_percent(each.before)} "
                f"| {_percent(each.after)} | {_percent(each.low)} til {_percent(each.high)} |"
                for each in model.comparisons
            ),
            "",
            "## Forbehold",
            "",
            "- Den, der deltog, var ikke nødvendigvis den bedste; andre kunne måske lige så godt.",
            "- Hvad en kompetence var bekræftet som før, husker grafen ikke: den, der er bekræftet siden,",
            "  regnes som egen angivelse.",
            "- Nye medarbejdere har ingen historie; for dem tæller kompetencerne.",
            "",
        ]
    )


def words_of(situation: str) -> str:
    """What people call a situation."""
    words = SITUATION_WORDS[situation.removesuffix(TEXT)]
    return f"{words}, med tekst" if situation.endswith(TEXT) else words


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-SITUATIONS.index(name.removesuffix(TEXT)), name))


def _day(day: object) -> str:
    return str(day)


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",") if value else "–"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}".replace(".", ",")
