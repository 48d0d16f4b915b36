from itertools import product

from matching.model import Visibility


def test_of_two_visibilities_the_narrower_shows_to_fewer() -> None:
    for position, (one, other) in enumerate(product(Visibility, repeat=2)):
        assert one.narrowed(other) is [*Visibility][max(divmod(position, 3))]
