"""The same ranking question as one Cypher query on Neo4j, and against the index, on the same graph.

The question is the part of ranking that Cypher says well: eight skills with levels and weights, each
met by the best of an employee's exact, narrower, broader and related skills by level, evidence and
freshness, whatever their profession; the fifty best. That both give the same fifty scores is checked
before anything is timed. Ranking answers it with past tasks, ties and availability on top, which the query
is spared.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from bench.measuring import Figures, arguments, each_ms, percentiles, report
from bench.municipality import TODAY, load, made, questions
from bench.people import counting
from graph.store import GraphStore
from harness import servers
from harness.factories import NOON
from harness.java import Missing
from matching.index.evidence import DAYS_A_YEAR, EVIDENCE_FACTOR, FRESHNESS_FLOOR, HALF_LIFE_YEARS, level_fit
from matching.index.index import Index
from matching.index.reach import ESSENTIAL
from matching.index.taxonomy import CLOSENESS, GRANDCHILD_CLOSENESS
from matching.model import Evidence
from matching.question import Question, Relation
from matching.ranking.ranking import rank
from service.matcher import Matcher

BEST = 50
QUESTIONS = 100
WARM_UPS = 100  # Neo4j takes so many until Java has compiled what it runs

RANK_EMPLOYEES = """
UNWIND $needs AS need
MATCH (required:Skill {id: need.skill})
CALL (required) {
  RETURN required AS skill, $exact AS closeness
  UNION ALL
  MATCH (required)<-[:BROADER]-(skill:Skill)
  RETURN skill, $narrower AS closeness
  UNION ALL
  MATCH (required)<-[:BROADER]-(:Skill)<-[:BROADER]-(skill:Skill)
  RETURN skill, $grandchild AS closeness
  UNION ALL
  MATCH (required)-[:BROADER]->(skill:Skill)
  RETURN skill, $broader AS closeness
  UNION ALL
  MATCH (required)-[:RELATED_TO]-(skill:Skill)
  RETURN skill, $related AS closeness
}
WITH need, skill, max(closeness) AS closeness
MATCH (skill)<-[held:HAS_SKILL]-(employee:Employee)
WHERE employee.visibility = 'everyone'
WITH need, employee, closeness * need.fit[held.level] * $factors[held.evidence] AS fit,
  2 ^ (-duration.inDays(date(held.confirmed_on), date($today)).days / $half_lives[held.evidence]) AS fresh
WITH need, employee, max(fit * CASE WHEN fresh < $floor THEN $floor ELSE fresh END) AS best
WITH employee, sum(need.share * best) AS score
ORDER BY score DESC
LIMIT $limit
RETURN employee.id AS employee, score
"""


def measure(employees: int, *, store: GraphStore, count: int = QUESTIONS) -> Figures:
    """Load an empty Neo4j, and ask the same questions of it and of the index, in turn, both warmed up."""
    of = made(employees)
    asked = [replace(each, text="", unit=None, members=()) for each in questions(of, count + WARM_UPS)]
    load(store, of)
    matcher = Matcher(store, now=lambda: NOON)
    matcher.refresh()
    index = counting(matcher.index, 1.0, 1.0)
    for question in asked[:WARM_UPS]:
        check_the_same(in_cypher(store, question), in_index(index, question))
    cypher, ours = [], []
    for question in asked[WARM_UPS:]:  # in turn, so that what else the machine does hits both
        cypher += each_ms(partial(in_cypher, store), [question])
        ours += each_ms(partial(ranked, index), [question])
    figures = {"employees": employees, "questions": count, **percentiles("cypher", cypher)}
    figures |= percentiles("rank", ours)
    return figures | {"cypher_ratio": figures["cypher_p50_ms"] / figures["rank_p50_ms"]}


def in_cypher(store: GraphStore, question: Question) -> list[float]:
    """The best scores, highest first, by Cypher."""
    rows = store.database.read(lambda transaction: transaction.rows(RANK_EMPLOYEES, **parameters(question)))
    return [row["score"] for row in rows]


def in_index(index: Index, question: Question) -> list[float]:
    """The best scores for the skills alone, highest first, as ranking sees them."""
    ranking = rank(index, question)
    shares = np.array([need.share for need in ranking.needs])
    scores: list[float] = np.sort(shares @ ranking.best)[::-1][:BEST].tolist()
    return scores


def ranked(index: Index, question: Question) -> list[str]:
    """The ids of the employees who rank best."""
    ranking = rank(index, question)
    best = np.argsort(-ranking.scores, kind="stable")[:BEST]
    return [index.workforce.ids[row] for row in ranking.rows[best].tolist()]


def check_the_same(cypher: list[float], index: list[float]) -> None:
    """Raise AssertionError unless both give the same scores; the index keeps its factors in 32 bits."""
    positive = [score for score in index if score > 0]
    np.testing.assert_allclose(cypher, positive, rtol=1e-6)


def parameters(question: Question) -> dict[str, Any]:
    """What the query is asked with: the same shares, fits and factors as in ranking."""
    weights = [need.weight * (ESSENTIAL if need.essential else 1.0) for need in question.requirements]
    return {
        "needs": [
            {"skill": need.skill, "share": weight / sum(weights), "fit": level_fit(need.level).tolist()}
            for need, weight in zip(question.requirements, weights, strict=True)
        ],
        "exact": CLOSENESS[Relation.EXACT],
        "narrower": CLOSENESS[Relation.NARROWER],
        "grandchild": GRANDCHILD_CLOSENESS,
        "broader": CLOSENESS[Relation.BROADER],
        "related": CLOSENESS[Relation.RELATED],
        "factors": [EVIDENCE_FACTOR[rung] for rung in Evidence],
        "half_lives": [HALF_LIFE_YEARS[rung] * DAYS_A_YEAR for rung in Evidence],
        "floor": FRESHNESS_FLOOR,
        "today": TODAY.isoformat(),
        "limit": BEST,
    }


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    try:
        with servers.neo4j() as store:
            figures = measure(options.employees, store=store)
    except Missing as missing:
        raise SystemExit(f"not measured: {missing}") from missing
    title = f"Ranking as Cypher ({servers.NEO4J_NAME}), {options.employees:,} employees"
    report(title, figures, as_json=options.json)


if __name__ == "__main__":
    main()
