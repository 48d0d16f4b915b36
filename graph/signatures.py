"""Who did something and is no person, as it is kept: Tværs itself, its commands, other tools."""

SYSTEM = "system"
"""Time did it: an invitation that nobody answered."""
TOOL = "tool:"
COMMAND = "command:"
SERVICE = "service:"
"""What the signature of another tool, a command and the service itself begins with; its name follows."""


def is_nobody(signature: str) -> bool:
    """Whether it stands for no person."""
    return signature == SYSTEM or signature.startswith((TOOL, COMMAND, SERVICE))
