"""What the companion says when something cannot be done: one sentence, for the person who asked."""


class SetUpFault(Exception):
    """The companion cannot start: the message says what is wrong, where, and what to do about it."""


class Refused(Exception):
    """One thing that was asked of the companion cannot be done: the message says what to send instead."""
