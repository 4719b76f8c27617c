"""Why a request was turned away."""


class Refused(Exception):
    """A request that did not come from Alexa, or not for this skill; the text says why, in words of ours alone."""
