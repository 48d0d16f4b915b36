"""What a command can be expected to stumble over."""


class CannotRun(Exception):
    """A command can't do what it was asked to; the text tells people why, in Danish."""
