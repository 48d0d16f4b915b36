"""Who did something and is no person, as it is kept: Tværs itself, its commands, other tools.

No employee may have such an id, nor one that stands for nobody in particular: what is kept of who did
something, or whose it is, would be taken for theirs.
"""

SYSTEM = "system"
"""Time did it: an invitation that nobody answered."""
TOOL = "tool:"
COMMAND = "command:"
SERVICE = "service:"
"""What the signature of another tool, a command and the service itself begins with; its name follows."""

ANONYMOUS = "anonymous"
"""Whoever asks and isn't known."""
DEVELOPMENT = "development"
"""Whoever tries the pages in development as nobody in particular."""
ERASED = "erased-"
"""What the made-up name of somebody who was erased begins with."""
RESERVED = "It means something else than an employee."


def is_nobody(signature: str) -> bool:
    """Whether it stands for no person."""
    return signature == SYSTEM or signature.startswith((TOOL, COMMAND, SERVICE))


def is_reserved(id: str) -> bool:
    """Whether an id means something else than an employee, in whatever case it is written."""
    folded = id.casefold()
    return is_nobody(folded) or folded in {ANONYMOUS, DEVELOPMENT} or folded.startswith(ERASED)
