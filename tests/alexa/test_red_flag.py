"""What Alexa may send when somebody says a warning sign, or says that there is none."""

import pytest

from tests.alexa.walker import Walker, is_listening, speech


@pytest.mark.parametrize("sign", ["my chest hurts", "i can't breathe", "fainted"])
def test_a_sign_that_alexa_takes_for_a_denial_is_still_a_sign(walker: Walker, sign: str) -> None:
    assert "Please stop and sit down." in speech(walker.asks("DeniedRedFlagIntent", sign=sign))


def test_the_name_of_a_sign_that_is_denied_is_no_sign(walker: Walker) -> None:
    assert speech(walker.asks("DeniedRedFlagIntent", sign="chest pain")) == "Good. If that changes, stop and tell me."


@pytest.mark.parametrize(
    ("intent", "slot"),
    [
        ("IsItSafeIntent", "exercise"),
        ("IsItBadIntent", "exercise"),
        ("StartWalkIntent", "length"),
        ("LengthIntent", "minutes"),
        ("EndWalkIntent", "length"),
        ("AMAZON.FallbackIntent", "anything"),
    ],
)
def test_a_sign_in_any_slot_of_any_intent_comes_first(walker: Walker, intent: str, slot: str) -> None:
    response = walker.asks(intent, **{slot: "ten minutes but my chest hurts"})

    assert "Please stop and sit down." in speech(response)
    assert not is_listening(response)


def test_something_felt_that_nobody_recognises_is_met_with_whom_to_call(walker: Walker) -> None:
    response = walker.asks("RedFlagIntent", sign="my aura is flickering")

    assert "call nine one one" in speech(response)
    assert not is_listening(response)
