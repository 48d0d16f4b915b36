"""Simple ways to find a team, to hold the product's ranking against.

Each takes a batch of queries and gives scores (n_queries, n_pool), -inf for whom it has no reason to
show. They know what a query knows and nothing else: its skills, the terms of its text where it is
asked with text, and the known member where there is one. A method that has no use for one of these
leaves it out. All vocabulary, weights and years come from the history.
"""

import zlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

from bench.team_data import Cut, counted
from bench.team_queries import Pool, Query

Scores = NDArray[np.float64]

FADING_A_YEAR = 0.85
NEAREST = 500
BM25_K1 = 1.2
BM25_B = 0.75
RESTART = 0.6
STEPS = 4
TO_PEOPLE = 0.8
"""How often the random walk goes on from a task to its people, rather than to its terms."""


class Past:
    """The history as matrices, for all baselines.

    `tasks(with_text)` is (n_history, n_terms): the skills of each task, beside them the terms of its
    text. `members` is (n_history, n_pool), `fading` (n_history,) is 0.85 ** years since.
    """

    def __init__(self, cut: Cut, pool: Pool) -> None:
        self.pool = pool
        self.members = csr_array(pool.took_part[:, pool.rows])
        self.everybody = pool.took_part
        years = np.array([work.year for work in cut.history])
        self.fading = FADING_A_YEAR ** (cut.today.year - years).astype(np.float64)
        self.cut = cut
        skills, self._skills = counted(dict.fromkeys(work.skills, 1) for work in cut.history)
        terms, self._terms = counted(dict.fromkeys(work.terms, 1) for work in cut.history)
        self._tasks = {False: skills, True: csr_array(hstack([skills, terms]))}

    def tasks(self, *, with_text: bool) -> csr_array:
        return self._tasks[with_text]

    def asked(self, queries: Sequence[Query], *, with_text: bool, labels: bool = False) -> csr_array:
        """The queries in the terms of the history, (n_queries, n_terms).

        With `labels` the names of the skills are looked for in the texts as well.
        """
        skills, _ = counted((dict.fromkeys(query.work.skills, 1) for query in queries), self._skills)
        if not with_text:
            return skills
        words = ((*query.terms, *(query.work.skills if labels else ())) for query in queries)
        terms, _ = counted((dict.fromkeys(each, 1) for each in words), self._terms)
        return csr_array(hstack([skills, terms]))


class Baseline(ABC):
    """A way to score the pool; `name` is its name in tables."""

    name: str

    def __init__(self, past: Past, *, seed: int) -> None:
        self.past, self.seed = past, seed

    @abstractmethod
    def scores(self, queries: Sequence[Query]) -> Scores:
        """How well each of the pool fits each query, (n_queries, n_pool); all of one setting."""


class Random(Baseline):
    """Anybody, by a die that is thrown once for each query."""

    name = "random"

    def scores(self, queries: Sequence[Query]) -> Scores:
        seeds = ((self.seed, zlib.crc32(query.work.id.encode())) for query in queries)
        return np.array([np.random.default_rng(seed).random(len(self.past.pool)) for seed in seeds])


class Popularity(Baseline):
    """Those with the most tasks, whatever is asked."""

    name = "popularity"

    def scores(self, queries: Sequence[Query]) -> Scores:
        tasks = self.past.members.sum(axis=0).astype(np.float64)
        return np.tile(tasks, (len(queries), 1))


class _Profiles(Baseline):
    """A baseline that holds a query against a profile of each colleague, made once for each vocabulary."""

    def __init__(self, past: Past, *, seed: int) -> None:
        super().__init__(past, seed=seed)
        self._made: dict[bool, tuple[csr_array, NDArray[np.float64]]] = {}

    def scores(self, queries: Sequence[Query]) -> Scores:
        with_text = queries[0].setting.with_text
        if with_text not in self._made:
            self._made[with_text] = self.profiles(self.past.tasks(with_text=with_text))
        profiles, weights = self._made[with_text]
        asked = self.past.asked(queries, with_text=with_text) * weights
        return shown((asked @ profiles.T).toarray())

    @abstractmethod
    def profiles(self, tasks: csr_array) -> tuple[csr_array, NDArray[np.float64]]:
        """The profiles (n_pool, n_terms), and what a term of a query weighs (n_terms,)."""


class Overlap(_Profiles):
    """How many of the asked skills (and terms) a colleague has ever used."""

    name = "overlap"

    def profiles(self, tasks: csr_array) -> tuple[csr_array, NDArray[np.float64]]:
        used = csr_array(self.past.members.T @ tasks)
        used.data[:] = 1.0
        return used, np.ones(tasks.shape[1])


class TfIdf(_Profiles):
    """The cosine of query and profile, tf-idf with one document a colleague (Salton & Buckley 1988)."""

    name = "tfidf"

    def profiles(self, tasks: csr_array) -> tuple[csr_array, NDArray[np.float64]]:
        weighting = TfidfTransformer(sublinear_tf=True)
        profiles = csr_array(weighting.fit_transform(self.past.members.T @ tasks))
        return profiles, weighting.idf_.astype(np.float64)


class Bm25(_Profiles):
    """Okapi BM25 (Robertson & Zaragoza 2009) where an older task counts less in a colleague's document."""

    name = "bm25"

    def profiles(self, tasks: csr_array) -> tuple[csr_array, NDArray[np.float64]]:
        used = csr_array(self.past.members.T @ diags_array(self.past.fading) @ tasks)
        people, n_people = used.tocoo().coords, used.shape[0]
        holders = np.bincount(people[1], minlength=used.shape[1])
        idf = np.log1p((n_people - holders + 0.5) / (holders + 0.5))
        lengths = used.sum(axis=1)
        norms = 1 - BM25_B + BM25_B * lengths / max(lengths.mean(), 1e-12)
        used.data = used.data * (BM25_K1 + 1) / (used.data + BM25_K1 * norms[people[0]])
        return used, idf


class PastTaskVote(Baseline):
    """The 500 most similar past tasks vote for their members, with similarity² · 0.85 a year."""

    name = "past_task_vote"

    def __init__(self, past: Past, *, seed: int) -> None:
        super().__init__(past, seed=seed)
        self._made: dict[bool, tuple[csr_array, NDArray[np.float64]]] = {}

    def scores(self, queries: Sequence[Query]) -> Scores:
        return self.voted(queries, reads_texts=queries[0].setting.with_text, power=2)

    def voted(
        self, queries: Sequence[Query], *, reads_texts: bool, power: int, labels: bool = False
    ) -> Scores:
        """The votes by the texts of past tasks too, or by their skills alone."""
        if reads_texts not in self._made:
            weighting = TfidfTransformer()
            tasks = csr_array(weighting.fit_transform(self.past.tasks(with_text=reads_texts)).T)
            self._made[reads_texts] = tasks, weighting.idf_.astype(np.float64)
        tasks, idf = self._made[reads_texts]
        asked = normalize(self.past.asked(queries, with_text=reads_texts, labels=labels) * idf)
        similarity = np.asarray((asked @ tasks).todense())
        if similarity.shape[1] > NEAREST:
            least = np.partition(similarity, -NEAREST, axis=1)[:, -NEAREST, None]
            similarity[similarity < least] = 0.0
        votes = csr_array(similarity**power * self.past.fading) @ self.past.members
        return shown(votes.toarray())


class FairVote(PastTaskVote):
    """The same vote where it may read what ours reads: the texts of past tasks, by the skills' names too.

    It counts similarity², with a text similarity³.
    """

    name = "fair_vote"

    def scores(self, queries: Sequence[Query]) -> Scores:
        power = 3 if any(query.terms for query in queries) else 2
        return self.voted(queries, reads_texts=True, labels=True, power=power)


@dataclass(frozen=True, slots=True)
class _Graph:
    """The shares of a walker's ways from people and terms to tasks and on; columns sum to 1 or are empty.

    `term_weights` (n_terms,) are the idf of the terms, which makes the rarer ones likelier ways.
    """

    to_tasks: csr_array
    from_tasks: csr_array
    term_weights: NDArray[np.float64]


class RandomWalk(Baseline):
    """A random walk with restart (Tong et al. 2006) over people, skills (and terms) and the tasks between.

    It starts again at the known member and at the terms of the query, half each. Newer tasks and rarer
    terms are likelier ways.
    """

    name = "random_walk"

    def __init__(self, past: Past, *, seed: int) -> None:
        super().__init__(past, seed=seed)
        self._graphs: dict[bool, _Graph] = {}

    def scores(self, queries: Sequence[Query]) -> Scores:
        with_text = queries[0].setting.with_text
        if with_text not in self._graphs:
            self._graphs[with_text] = self._graph(with_text=with_text)
        graph, people = self._graphs[with_text], self.past.everybody.shape[1]
        at = start = self._start(queries, graph, with_text=with_text)
        for _ in range(STEPS):
            at = (1 - RESTART) * (graph.from_tasks @ (graph.to_tasks @ at)) + RESTART * start
        return shown(at[:people].T[:, self.past.pool.rows].astype(np.float64))

    def _start(self, queries: Sequence[Query], graph: _Graph, *, with_text: bool) -> NDArray[np.float32]:
        """Where the walkers start, (n_people + n_terms, n_queries)."""
        people = self.past.everybody.shape[1]
        asked = normalize(self.past.asked(queries, with_text=with_text) * graph.term_weights, norm="l1")
        start = np.zeros((people + asked.shape[1], len(queries)), np.float32)
        start[people:] = asked.toarray().T
        for number, query in enumerate(queries):
            if query.known is not None:
                start[:, number] /= 2
                start[self.past.pool.rows[query.known], number] = 0.5
        return start

    def _graph(self, *, with_text: bool) -> _Graph:
        people, terms = self.past.everybody, self.past.tasks(with_text=with_text)
        idf = TfidfTransformer().fit(terms).idf_.astype(np.float64)
        weighted = csr_array(terms @ diags_array(idf))
        onward = hstack(
            [TO_PEOPLE * normalize(people, norm="l1"), (1 - TO_PEOPLE) * normalize(weighted, norm="l1")]
        )
        into = normalize(csr_array(hstack([people, terms]).T @ diags_array(self.past.fading)), norm="l1")
        return _Graph(
            to_tasks=csr_array(into.T).astype(np.float32),
            from_tasks=csr_array(onward.T).astype(np.float32),
            term_weights=idf,
        )


BASELINES: tuple[type[Baseline], ...] = (
    Random,
    Popularity,
    Overlap,
    TfIdf,
    Bm25,
    PastTaskVote,
    FairVote,
    RandomWalk,
)


def shown(scores: Scores) -> Scores:
    """Scores of which 0 means that there is no reason to show somebody."""
    return np.where(scores > 0, scores, -np.inf)
