"""The order of equals: by lots that every question draws anew, and the same question always alike.

So nobody is first again and again for their place in the alphabet. An employee's lot is a checksum of their
id times one of the question; who draw the same lot stand in the order of their ids.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

from matching.index.workforce import Workforce
from matching.model import Question, TeamQuestion

# Lots are the last 32 bits, as many as a checksum has.
LOT_BITS = np.uint64(0xFFFFFFFF)


def lots(workforce: Workforce, question: Question | TeamQuestion) -> NDArray[np.uint64]:
    """Everybody's lot in a question, (n_rows,); the lowest comes first."""
    salt = " ".join((*(need.skill for need in question.requirements), question.text))
    seed = np.uint64(zlib.crc32(salt.encode()) | 1)  # odd, so that different ids keep different lots
    drawn: NDArray[np.uint64] = (workforce.checksums * seed) & LOT_BITS
    return drawn
