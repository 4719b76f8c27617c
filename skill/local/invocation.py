"""What is asked of a skill by its name, after the wake word."""

from skill.local.utterance import Utterance

WAKE_WORD = "alexa"

_BEFORE_THE_NAME = tuple(
    tuple(phrase.split())
    for phrase in ("start", "open", "launch", "begin", "run", "use", "load", "talk to", "speak to", "ask", "tell")
)
_AFTER_THE_REQUEST = ("with", "in", "from", "using")


def asked_of(invocation_name: str, utterance: Utterance) -> Utterance | None:
    """What is left to hear once wake word and name are gone: no words for a bare launch, None if it is not for us.

    "alexa, ask my back walk if swimming is okay" leaves "if swimming is okay".
    """
    if utterance.words[:1] != (WAKE_WORD,):
        return None
    name = tuple(invocation_name.split())
    requests = Utterance(utterance.words[1:]).without_closings().without_openings()
    return next((asked for request in requests if (asked := _apart_from(name, request.words)) is not None), None)


def _apart_from(name: tuple[str, ...], words: tuple[str, ...]) -> Utterance | None:
    if words == name:
        return Utterance(())
    for verb in _BEFORE_THE_NAME:
        opening = verb + name
        if words[: len(opening)] == opening:
            return Utterance(words[len(opening) :])
    for joining_word in _AFTER_THE_REQUEST:
        ending = (joining_word, *name)
        if words[-len(ending) :] == ending:
            return Utterance(words[: -len(ending)])
    return None
