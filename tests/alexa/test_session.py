import pytest

from skill.alexa.session import Asked, Session


def test_a_session_is_read_as_it_was_written() -> None:
    session = Session(
        asked=Asked("walked_whole", "Did you?", {"walk": "w1", "minutes": 10}),
        started="w2",
        zone="Europe/Berlin",
        misses=2,
        said="Six minutes left.",
    )

    assert Session.from_attributes(session.to_attributes()) == session


def test_a_fresh_session_carries_nothing() -> None:
    assert Session().to_attributes() == {}


def test_what_is_not_understood_is_as_if_it_had_never_been_said() -> None:
    strange = {"asked": ["yes"], "started": 7, "zone": None, "misses": True, "said": {}, "newer": "field"}

    assert Session.from_attributes(strange) == Session()


def test_attributes_that_are_missing_altogether_are_a_fresh_session() -> None:
    assert Session.from_attributes(None) == Session()


def test_a_detail_that_is_no_word_or_number_is_left_out() -> None:
    asked = {"name": "ready", "text": "Ready to go?", "about": {"walk": ["w1"], "first": "yes"}}

    assert Session.from_attributes({"asked": asked}).asked == Asked("ready", "Ready to go?", {"first": "yes"})


@pytest.mark.parametrize("misses", [-1, 11, 10**4299], ids=["below none", "beyond any session", "a number without end"])
def test_a_count_that_no_session_reaches_is_as_if_nothing_had_been_missed(misses: int) -> None:
    assert Session.from_attributes({"misses": misses}).misses == 0


def test_a_number_without_end_is_not_a_detail_of_a_question() -> None:
    asked = {"name": "how_long", "text": "How long?", "about": {"minutes": 10**4299, "walk": "abc"}}

    session = Session.from_attributes({"asked": asked})

    assert session.asked is not None
    assert session.asked.about == {"walk": "abc"}
