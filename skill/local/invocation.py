"""What is asked of a skill by its name, after the wake word."""

from skill.local.utterance import Utterance

WAKE_WORD = "alexa"

_TO_OPEN = tuple(
    tuple(phrase.split())
    for phrase in ("start", "open", "launch", "begin", "run", "use", "load", "talk to", "speak to")
)
_TO_ASK = ("ask", "tell")
_AFTER_THE_REQUEST = ("with", "in", "from", "using")


def asked_of(invocation_name: str, utterance: Utterance) -> Utterance | None:
    """What is left to hear once wake word and name are gone: no words for a bare launch, None if it is not for us.

    "alexa, ask my back walk if swimming is okay" leaves "if swimming is okay".
    """
    if utterance.words[:1] != (WAKE_WORD,):
        return None
    name = tuple(invocation_name.split())
    requests = Utterance(utterance.words[1:]).without_openings()
    return next((asked for request in requests if (asked := _apart_from(name, request)) is not None), None)


def _apart_from(name: tuple[str, ...], request: Utterance) -> Utterance | None:
    """Thanks after "open my back walk" are politeness; after "tell my back walk" they are what it is told."""
    core = request.without_closings().words
    if core == name:
        return Utterance(())
    for verb in _TO_ASK:
        if request.words[: len(name) + 1] == (verb, *name):
            return Utterance(request.words[len(name) + 1 :])
    for opening in ((*verb, *name) for verb in _TO_OPEN):
        if core[: len(opening)] == opening:
            return Utterance(core[len(opening) :])
    for ending in ((joining_word, *name) for joining_word in _AFTER_THE_REQUEST):
        if core[-len(ending) :] == ending:
            return Utterance(core[: -len(ending)])
    return None
