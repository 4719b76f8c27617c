"""The skill's raw response as Alexa reads it: what is spoken, whether the microphone opens, the card."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

MOST_BYTES = 24 * 1024
"""Source: Alexa's documentation of the response; newer pages say 120 kB."""

MOST_SPEECH = 8000
"""Characters of one outputSpeech. Source: the error Alexa sends for a longer one."""

_PREFIXED_TAG = re.compile(r"(</?)(amazon|alexa):")
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_STOP = re.compile(r" (?=[.,;:!?](?:\s|$))")
_SEPARATE = {"break", "p", "s"}


class InvalidResponse(Exception):
    """Alexa would not speak this response; the message says why."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the Alexa app shows."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the walker gets out of one response."""

    spoken: str = ""
    """Plain text; empty when nothing is said."""
    reprompt: str | None = None
    listening: bool = False
    """Whether the microphone opens and the session goes on."""
    card: Card | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


SILENCE = Answer()
"""What comes of a request that nothing is said to."""


def read_answer(response: Any) -> Answer:
    """The answer in a raw response; raises InvalidResponse when Alexa would refuse it.

    A response that leaves `shouldEndSession` out ends the session, as it does on a device without a screen.
    """
    if not isinstance(response, dict) or not isinstance(response.get("response"), dict):
        raise InvalidResponse('it is not a JSON object with a "response"')
    size = len(json.dumps(response, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise InvalidResponse(f"it has {size} bytes; {MOST_BYTES} are allowed")
    body = response["response"]
    reprompt = plain_speech((body.get("reprompt") or {}).get("outputSpeech"))
    return Answer(
        spoken=plain_speech(body.get("outputSpeech")),
        reprompt=reprompt or None,
        listening=body.get("shouldEndSession") is False,
        card=_card(body.get("card")),
        attributes=response.get("sessionAttributes") or {},
    )


def plain_speech(output_speech: Mapping[str, Any] | None) -> str:
    """What an outputSpeech says, without its markup; raises InvalidResponse when it cannot be spoken."""
    if not output_speech:
        return ""
    said = output_speech.get("text" if output_speech.get("type") == "PlainText" else "ssml")
    if not isinstance(said, str):
        raise InvalidResponse("its speech has no words")
    if len(said) > MOST_SPEECH:
        raise InvalidResponse(f"its speech has {len(said)} characters; {MOST_SPEECH} are allowed")
    return _tidy(said if output_speech["type"] == "PlainText" else _words_of(said))


def _words_of(ssml: str) -> str:
    try:
        speak = ElementTree.fromstring(_PREFIXED_TAG.sub(r"\1\2-", ssml))
    except ElementTree.ParseError as error:
        raise InvalidResponse(f"its speech is not valid SSML ({error})") from error
    if speak.tag != "speak":
        raise InvalidResponse("its speech does not begin with <speak>")
    return "".join(_pieces(speak))


def _pieces(element: ElementTree.Element) -> list[str]:
    pieces = [element.get("alias") or element.text or ""]
    for child in element:
        pieces += [*_pieces(child), child.tail or ""]
    return [" ", *pieces, " "] if element.tag in _SEPARATE else pieces


def _tidy(words: str) -> str:
    return _SPACE_BEFORE_STOP.sub("", _SPACES.sub(" ", words).strip())


def _card(card: Mapping[str, Any] | None) -> Card | None:
    if card is None:
        return None
    return Card(title=card.get("title", ""), text=card.get("content") or card.get("text") or "")
