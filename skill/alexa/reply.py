"""What is said in answer to a turn, and the one question it may end with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model.response import Response

from skill.alexa.session import About, Asked, Session
from skill.speech import Speech


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: a key of the wording and the values for its holes."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """What the walker is asked: the wording `ask.<line>`, and the name that an answer is matched by."""

    name: str
    line: Line
    about: About


@dataclass(frozen=True, slots=True)
class Reply:
    """Lines in their order, then at most one question. A question opens the microphone; without one it closes."""

    lines: tuple[Line, ...] = ()
    before: str = ""
    """Words from an earlier reply, said ahead of the lines: SSML without the outer tag."""
    question: Question | Asked | None = None
    gives_way: bool = True
    """Whether a question about an open walk may be asked in the end instead."""

    @classmethod
    def say(cls, key: str, **values: object) -> "Reply":
        return cls(lines=(Line(key, values),))

    @classmethod
    def again(cls, said: str) -> "Reply":
        """A reply that begins with what was `said` before."""
        return cls(before=said)

    def then(self, key: str, **values: object) -> Self:
        """One more line."""
        return replace(self, lines=(*self.lines, Line(key, values)))

    def followed_by(self, other: "Reply") -> "Reply":
        """These lines, then all of `other`."""
        return replace(other, lines=(*self.lines, *other.lines))

    def ask(self, name: str, *, line: str = "", about: About | None = None, **values: object) -> Self:
        """End with a question that has to be asked now. Its wording is `ask.<name>`, or `ask.<line>` where given."""
        question = Question(name, Line(f"ask.{line or name}", values), about or {})
        return replace(self, question=question, gives_way=False)

    def offer(self, name: str, *, line: str = "", about: About | None = None, **values: object) -> Self:
        """End with a question that gives way to one about an open walk."""
        return replace(self.ask(name, line=line, about=about, **values), gives_way=True)

    def ask_again(self, asked: Asked) -> Self:
        """End with a question that the walker has heard before."""
        return replace(self, question=asked, gives_way=False)

    def as_last_word(self) -> Self:
        """End the conversation: no question may follow."""
        return replace(self, question=None, gives_way=False)


def to_response(reply: Reply, speech: Speech, session: Session) -> Response:
    """Render `reply`, and remember in `session` what was said and asked."""
    said = " ".join(filter(None, [reply.before, *(speech.say(line.key, **line.values) for line in reply.lines)]))
    asked = _asked(reply.question, speech)
    session.said = said
    session.asked = asked
    response = ResponseFactory().speak(f"{said} {asked.text}".strip() if asked else said)
    if asked:
        response.ask(asked.text)
    response.set_should_end_session(asked is None)
    return response.response


def _asked(question: Question | Asked | None, speech: Speech) -> Asked | None:
    if isinstance(question, Question):
        return Asked(question.name, speech.say(question.line.key, **question.line.values), question.about)
    return question
