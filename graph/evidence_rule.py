"""Which of two statements about one employee's skill is kept, from a file or where two skills become one."""

from matching.model import Evidence, HeldSkill

# Evidence fades: after this many days the stronger statement no longer outweighs a fresh weaker one.
STALE_AFTER_DAYS = 3 * 365


def prevailing(kept: HeldSkill, stated: HeldSkill) -> HeldSkill:
    """The statement that counts: the one in the graph (`kept`) or the one in the file (`stated`).

    The stronger evidence counts, unless it is more than three years older than the weaker; but what
    is only assumed gives way to any statement, however old. At equal strength the newer counts, and
    at the same date the file, so that a level can be put right.
    """
    if (kept.evidence is Evidence.ASSUMED) is not (stated.evidence is Evidence.ASSUMED):
        return max(kept, stated, key=lambda held: held.evidence)
    newer_by = (stated.confirmed_on - kept.confirmed_on).days
    if stated.evidence == kept.evidence:
        return stated if newer_by >= 0 else kept
    if stated.evidence > kept.evidence:
        return kept if newer_by < -STALE_AFTER_DAYS else stated
    return stated if newer_by > STALE_AFTER_DAYS else kept
