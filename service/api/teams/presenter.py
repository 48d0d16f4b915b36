"""Teams as plain dictionaries, in the shapes that `team_schemas` documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matching.index.index import Index
from matching.teams.advice import Counterfactual, Swap
from matching.teams.answer import TeamAdvice
from matching.teams.candidates import Formulation
from matching.teams.proposal import Seat, TeamProposal, Trade
from matching.teams.shortfalls import Shortfall
from service.api.matches.presenter import Names, present_requirements
from service.use_cases.answering import ProposedTeams

# Of all whom a shortfall turns on, so many are named.
MOST_NAMED = 10


def present_answer(proposed: ProposedTeams, index: Index, *, stale_since: datetime | None) -> dict[str, Any]:
    """All proposals with what cannot be met."""
    answer = proposed.answer
    view = _View(answer.formulation, index, Names(index))
    return {
        "items": [view.proposal(each) for each in answer.proposals],
        "beside": list(proposed.beside),
        "as_asked": answer.as_asked,
        "shortfalls": [view.shortfall(each) for each in answer.shortfalls],
        "requirements": present_requirements(answer.formulation.question.requirements, view.names),
        "considered": len(answer.formulation.rows),
        "change": index.number,
        "stale_since": stale_since,
        "understood_as": proposed.understood_as,
        "recommendation": proposed.recorded,
    }


def present_advice(advice: TeamAdvice, index: Index, *, stale_since: datetime | None) -> dict[str, Any]:
    """One team with what could be otherwise."""
    view, other = _View(advice.formulation, index, Names(index)), advice.counterfactual
    return {
        "proposal": view.proposal(advice.proposal),
        "broken": list(advice.broken),
        "swaps": [view.swap(swap) for swaps in advice.swaps.values() for swap in swaps],
        "counterfactual": None if other is None else view.counterfactual(other),
        "shortfalls": [view.shortfall(each) for each in advice.shortfalls],
        "change": index.number,
        "stale_since": stale_since,
    }


@dataclass(frozen=True, slots=True)
class _View:
    """The positions of a problem in names and ids."""

    formulation: Formulation
    index: Index
    names: Names

    def proposal(self, proposed: TeamProposal) -> dict[str, Any]:
        joint_work, rows = self.index.history.joint_work, self.formulation.rows
        workforce = self.index.workforce
        return {
            "emphasis": proposed.emphasis,
            "seats": [self.seat(seat) for seat in proposed.seats],
            "coverage": [
                {
                    "requirement": self.skill(each.requirement),
                    "covered_by": [self.employee(member)["id"] for member in each.covered_by],
                    "carried_by": None if each.carried_by is None else self.employee(each.carried_by)["id"],
                    "proficiency": each.proficiency,
                }
                for each in proposed.coverage
            ],
            "workplaces": [
                self.names.workplace(id)  # by id: codes follow whom the index met first, seen or not
                for id in sorted(workforce.workplaces.names[code] for code in proposed.workplaces)
            ],
            "professions": [
                self.names.profession(id)
                for id in sorted(workforce.professions.names[code] for code in proposed.professions)
            ],
            "ties": [
                {
                    "employees": [self.employee(one)["id"], self.employee(other)["id"]],
                    "strength": strength,
                    "tasks": list(joint_work.joint_tasks(int(rows[one]), int(rows[other]))),
                }
                for one, other, strength in proposed.ties
            ],
            "new_ties": proposed.new_ties,
            "hours": proposed.hours,
            "objective": proposed.objective,
            "contributions": [
                {
                    "term": part.term,
                    "value": part.value,
                    "requirement": None if part.requirement is None else self.skill(part.requirement),
                    "employee": None if part.member is None else self.employee(part.member)["id"],
                }
                for part in proposed.contributions
            ],
            "trades": _trades(proposed.trades),
            "bound": proposed.bound,
            "gap": proposed.gap,
        }

    def seat(self, seat: Seat) -> dict[str, Any]:
        return {
            **self.placed(seat.member),
            "fixed": seat.fixed,
            "carries": [self.carried(number, seat.member) for number in seat.carries],
            "covers": [self.skill(number) for number in seat.covers],
            "alone": [self.skill(number) for number in seat.alone],
        }

    def carried(self, requirement: int, member: int) -> dict[str, Any]:
        row = int(self.formulation.rows[member])
        by = self.formulation.needs[requirement].reach.best_held(row)
        held = by and self.index.workforce.skills.of(row, by.skill)
        return {
            "requirement": self.skill(requirement),
            "held": held and self.names.held(held),
            "relation": by and by.relation,
        }

    def shortfall(self, missing: Shortfall) -> dict[str, Any]:
        quota = None if missing.quota is None else self.formulation.problem.quotas[missing.quota]
        skill = None if missing.requirement is None else self.skill(missing.requirement)
        return {
            "kind": missing.kind,
            "hard": missing.hard,
            "requirement": skill and {"skill": skill, "label": self.names.label(skill)},
            "quota": quota and {"kind": quota.kind, "name": quota.name},
            "needed": missing.needed,
            "available": missing.available,
            "employees": self.employees(missing.who[:MOST_NAMED]),
        }

    def swap(self, exchange: Swap) -> dict[str, Any]:
        return {
            "out": self.employee(exchange.out)["id"],
            "into": self.placed(exchange.into),
            "difference": exchange.difference,
            "trades": _trades(exchange.trades),
        }

    def counterfactual(self, change: Counterfactual) -> dict[str, Any]:
        return {
            "kind": change.kind,
            "requirement": None if change.requirement is None else self.skill(change.requirement),
            "employee": None if change.candidate is None else self.employee(change.candidate),
            "team": None if change.team is None else self.employees(change.team),
            "joined": self.employees(change.joined),
            "left": self.employees(change.left),
            "difference": change.difference,
            "shortfalls": [self.shortfall(each) for each in change.shortfalls],
        }

    def placed(self, member: int) -> dict[str, Any]:
        row = int(self.formulation.rows[member])
        free = float(self.formulation.free_hours[member])
        return {
            "employee": self.employee(member),
            "workplace": self.names.workplace(self.index.workplace_of(row)),
            "profession": self.names.profession(self.index.profession_of(row)),
            "free_hours": free if free == free else None,
        }

    def employee(self, member: int) -> dict[str, str]:
        row = self.formulation.rows[member]
        return {"id": self.index.workforce.ids[row], "name": self.index.workforce.names[row]}

    def employees(self, members: Iterable[int]) -> list[dict[str, str]]:
        return [self.employee(member) for member in members]

    def skill(self, requirement: int) -> str:
        return self.formulation.needs[requirement].requirement.skill


def _trades(trades: Iterable[Trade]) -> list[dict[str, Any]]:
    return [{"term": trade.term, "difference": trade.difference} for trade in trades]
