"""Which groups can be shown in statistics without telling of fewer than ten people.

A group under ten is hidden. What is hidden could be worked out from a total and the other groups, so that
more are hidden with it, the smallest first, until those hidden are at least two groups and ten people
together (complementary suppression). Groups inside a group that is hidden are hidden too.
"""

from collections.abc import Mapping, Set

# People; smaller groups aren't shown in statistics, so that nothing is learned of anybody in them. By eye.
SMALLEST_GROUP = 10


def told(people: int) -> int | None:
    """A count of people as statistics may say it: None where they are one to nine; nobody is told."""
    return people if people == 0 or people >= SMALLEST_GROUP else None


def at_least(people: int) -> int | None:
    """How many there are at least, in whole groups of ten: one more or less seldom shows. None under ten."""
    return people // SMALLEST_GROUP * SMALLEST_GROUP or None


def shown(sizes: Mapping[str, int], *, hidden: Set[str] = frozenset()) -> frozenset[str]:
    """Which groups (ids with how many people) that together are all may be shown; the `hidden` are not.

    An empty group tells of nobody: it is not shown, and hides no other.
    """
    people = {id: size for id, size in sizes.items() if size}
    gone = {id for id, size in people.items() if size < SMALLEST_GROUP or id in hidden}
    for id in sorted(people, key=lambda id: (people[id], id)):
        if not gone or (len(gone) > 1 and sum(people[each] for each in gone) >= SMALLEST_GROUP):
            break
        gone.add(id)
    return frozenset(people.keys() - gone)
