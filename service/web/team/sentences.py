"""Teams in sentences: what sets one apart, what it trades, what is missing, what could be otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.model import LifePhase
from matching.question import TeamQuestion
from matching.teams.advice import ChangeKind, Counterfactual
from matching.teams.candidates import Formulation
from matching.teams.problem import QuotaKind, Term
from matching.teams.proposal import Emphasis, Trade
from matching.teams.shortfalls import Shortfall, ShortfallKind
from service.web.frame.texts import gettext as _
from service.web.frame.texts import month, number
from service.web.frame.wording import joined, level_word, life_phase_words
from service.web.task.sentences import Label, quoted

# Of all whom a sentence is about, so many are named. By eye.
MOST_NAMED = 3
# In points; what is traded for less is not worth a word.
WORTH_A_WORD = 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a problem's positions are called."""

    formulation: Formulation
    label: Label
    names: Sequence[str]

    def skill(self, requirement: int) -> str:
        """What a requirement asks for, in quotes."""
        return quoted(self.label(self.formulation.needs[requirement].requirement.skill))

    def people(self, members: Sequence[int], most: int = MOST_NAMED) -> str:
        """The first few by name, and how many more there are."""
        named = [self.names[member] for member in members[:most]]
        more = len(members) - len(named)
        if more:
            named.append(_("%(count)s til", count=number(more)))
        return joined(named)


def emphasis_words(emphasis: Emphasis) -> str:
    """What sets a proposal apart from the others."""
    match emphasis:
        case Emphasis.BEST:
            return _("Det bedste hold, vi fandt")
        case Emphasis.FEWER:
            return _("Et mindre hold")
        case Emphasis.NEW_TIES:
            return _("Flere nye bekendtskaber")
        case Emphasis.ALTERNATIVE:
            return _("Et andet hold")


def gained(trades: Sequence[Trade]) -> list[str]:
    """What a proposal is better at than the first, what weighs most first."""
    return [_traded(each.term, better=True) for each in trades if each.difference > WORTH_A_WORD]


def given_up(trades: Sequence[Trade]) -> list[str]:
    """What it gives up for that."""
    return [_traded(each.term, better=False) for each in trades if each.difference < -WORTH_A_WORD]


def _traded(term: Term, *, better: bool) -> str:
    match term:
        case Term.FIT:
            return _("stærkere på kompetencerne") if better else _("svagere på kompetencerne")
        case Term.GAP:
            return _("færre kompetencer mangler") if better else _("flere kompetencer mangler")
        case Term.DISTANCE:
            return (
                _("færre skal lære hinanden at kende") if better else _("flere skal lære hinanden at kende")
            )
        case Term.LOAD:
            return _("mindre optagede kolleger") if better else _("mere optagede kolleger")
        case Term.EXPOSURE:
            return _("kolleger, der sjældnere foreslås") if better else _("kolleger, der oftere foreslås")
        case Term.HOURS:
            return _("mere oplyst tid") if better else _("mindre oplyst tid")
        case Term.SIZE:
            return _("færre personer") if better else _("flere personer")
        case Term.WORKPLACES:
            return _("flere arbejdspladser") if better else _("færre arbejdspladser")
        case Term.PROFESSIONS:
            return _("flere fagligheder") if better else _("færre fagligheder")


def shortfall_sentence(shortfall: Shortfall, words: Words) -> str:
    """What is not there: `Ingen med »demensomsorg« som erfaren har oplyst 2 timer om ugen i marts 2026.`"""
    if shortfall.requirement is not None:
        return _of_requirement(shortfall.requirement, shortfall, words)
    if shortfall.quota is not None:
        quota = words.formulation.problem.quotas[shortfall.quota]
        return _of_quota(quota.kind, quota.name, shortfall, words)
    values = {"needed": number(shortfall.needed), "available": number(shortfall.available)}
    match shortfall.kind:
        case ShortfallKind.PEOPLE:
            return _("Der er kun %(available)s, der kan være med, og der skal være %(needed)s.", **values)
        case ShortfallKind.WORKPLACES:
            return _("De kommer kun fra %(available)s arbejdspladser, og I beder om %(needed)s.", **values)
        case ShortfallKind.PROFESSIONS:
            return _("De har kun %(available)s fagligheder, og I beder om %(needed)s.", **values)
        case ShortfallKind.SEATS:
            return _("Det kræver mindst %(needed)s personer, og der er plads til %(available)s.", **values)
        case _kind:
            return _(
                "Alle tilsammen har kun oplyst %(available)s timer om ugen, og I beder om %(needed)s.",
                **values,
            )


def _of_requirement(requirement: int, shortfall: Shortfall, words: Words) -> str:
    skill = words.skill(requirement)
    level = level_word(words.formulation.needs[requirement].requirement.level)
    who = words.people(shortfall.who)
    match shortfall.kind:
        case ShortfallKind.NOBODY_HAS_SKILL:
            return _("Ingen har %(skill)s.", skill=skill)
        case ShortfallKind.NOBODY_AT_LEVEL if shortfall.available:
            return _(
                "Ingen har %(skill)s på niveauet »%(level)s«; det højeste er »%(highest)s« (%(who)s).",
                skill=skill,
                level=level,
                highest=level_word(int(shortfall.available)),
                who=who,
            )
        case ShortfallKind.NOBODY_AT_LEVEL:
            return _(
                "Ingen har %(skill)s på niveauet »%(level)s«; nogle har noget nærliggende (%(who)s).",
                skill=skill,
                level=level,
                who=who,
            )
        case ShortfallKind.NOBODY_HAS_HOURS:
            return _(
                "Ingen med %(skill)s på niveauet »%(level)s« har oplyst %(needed)s timer om ugen%(when)s; "
                "den nærmeste har oplyst %(available)s (%(who)s).",
                skill=skill,
                level=level,
                needed=number(shortfall.needed),
                available=number(shortfall.available),
                when=period_words(words.formulation.question),
                who=who,
            )
        case _kind:
            return _(
                "Kun kolleger, I har valgt fra, har %(skill)s på niveauet »%(level)s« (%(who)s).",
                skill=skill,
                level=level,
                who=who,
            )


def _of_quota(kind: QuotaKind, name: str, shortfall: Shortfall, words: Words) -> str:
    values = {"needed": number(shortfall.needed), "available": number(shortfall.available)}
    match kind:
        case QuotaKind.LIFE_PHASE:
            return _("Ingen fra %(phase)s kan være med.", phase=quoted(life_phase_words(LifePhase(name))))
        case QuotaKind.LEARNER:
            return _(
                "Ingen, der kan være med, har sagt, at de vil lære %(skill)s.",
                skill=quoted(words.label(name)),
            )
        case QuotaKind.MENTOR:
            return _(
                "Ingen, der kan være med, har sagt, at de vil lære %(skill)s fra sig.",
                skill=quoted(words.label(name)),
            )
        case QuotaKind.KNOWN:
            return _("Kun %(available)s af dem kender I, og I beder om %(needed)s.", **values)
        case _kind:
            return _("Kun %(available)s af dem er nye for jer, og I beder om %(needed)s.", **values)


def period_words(question: TeamQuestion) -> str:
    """When it is about, to stand in a sentence: ` i marts 2026`; nothing where nothing was said."""
    starts, ends = question.starts_on, question.ends_on
    if starts is None and ends is None:
        return ""
    if starts is None:
        return _(" til og med %(month)s", month=month(ends or date.max))
    if ends is None:
        return _(" fra %(month)s", month=month(starts))
    if (starts.year, starts.month) == (ends.year, ends.month):
        return _(" i %(month)s", month=month(starts))
    return _(" fra %(first)s til %(last)s", first=month(starts), last=month(ends))


def counterfactual_sentence(change: Counterfactual, words: Words) -> str:
    """The one change that says most, with what would come of it."""
    who = words.names[change.candidate] if change.candidate is not None else ""
    if change.kind is ChangeKind.WITHOUT:
        return _without(who, change, words)
    match change.kind:
        case ChangeKind.LEVEL_LOWER if change.requirement is not None:
            begin = _("Hvis I slækkede et trin på %(skill)s", skill=words.skill(change.requirement))
        case ChangeKind.ONE_MORE_SEAT:
            begin = _("Hvis der var plads til én mere")
        case ChangeKind.EXCLUDED_ALLOWED:
            begin = _("Hvis %(who)s måtte være med", who=who)
        case _kind:
            begin = _("Hvis %(who)s fandt tid", who=who)
    if change.left:
        return _(
            "%(begin)s, ville holdet blive bedre: ind med %(joined)s, ud med %(left)s.",
            begin=begin,
            joined=words.people(change.joined),
            left=words.people(change.left),
        )
    return _(
        "%(begin)s, ville holdet blive bedre med %(joined)s.", begin=begin, joined=words.people(change.joined)
    )


def _without(who: str, change: Counterfactual, words: Words) -> str:
    """Of the members that could be left out it is the one whose absence costs the team most."""
    if change.team is None:
        return _("Uden %(who)s kan der ikke sættes et hold, der holder jeres ønsker.", who=who)
    if len(change.left) > 1:
        team = words.people(change.team, most=len(change.team))
        return _(
            "Holdet er mest afhængigt af %(who)s. Uden %(who)s ville vi foreslå et andet hold: %(team)s.",
            who=who,
            team=team,
        )
    if not change.joined:
        return _(
            "Holdet er mest afhængigt af %(who)s. Uden %(who)s ville vi foreslå de andre alene.", who=who
        )
    return _(
        "Holdet er mest afhængigt af %(who)s. Uden %(who)s ville vi foreslå %(joined)s.",
        who=who,
        joined=words.people(change.joined),
    )


def swap_words(difference: float) -> str:
    """How a team would do with somebody else in a seat."""
    if difference > WORTH_A_WORD:
        return _("ville gøre holdet bedre")
    if difference > -WORTH_A_WORD:
        return _("lige så godt")
    if difference > -0.05:
        return _("lidt svagere")
    return _("svagere")


def broken_words(limit: str) -> str:
    """A limit that a team breaks."""
    match limit:
        case "essential":
            return _("en nødvendig kompetence er ikke dækket")
        case "eligible":
            return _("en på holdet er valgt fra eller har oplyst for få timer")
        case "fixed":
            return _("en, der skal med, er ikke på holdet")
        case "smallest":
            return _("holdet er for lille")
        case "largest":
            return _("holdet er for stort")
        case "workplaces":
            return _("der er for få arbejdspladser")
        case "professions":
            return _("der er for få fagligheder")
        case "hours":
            return _("der er for få oplyste timer")
        case _limit:
            return _("et ønske om, hvem der er repræsenteret, er ikke opfyldt")
