import pytest

from skill.local.duration_words import read_duration


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ("fifteen minutes", "PT15M"),
        ("fifteen minute", "PT15M"),
        ("15 min", "PT15M"),
        ("a minute", "PT1M"),
        ("an hour", "PT1H"),
        ("two hours", "PT2H"),
        ("2 hrs", "PT2H"),
        ("90 seconds", "PT90S"),
        ("ninety minutes", "PT90M"),
        ("half an hour", "PT30M"),
        ("a half hour", "PT30M"),
        ("half a minute", "PT30S"),
        ("a quarter of an hour", "PT15M"),
        ("three quarters of an hour", "PT45M"),
        ("an hour and a half", "PT1H30M"),
        ("an hour and a quarter", "PT1H15M"),
        ("two hours and a half", "PT2H30M"),
        ("one and a half hours", "PT1H30M"),
        ("1.5 hours", "PT1H30M"),
        ("seven and a half minutes", "PT7M30S"),
        ("an hour and ten minutes", "PT1H10M"),
        ("one hour twenty minutes and five seconds", "PT1H20M5S"),
        ("a couple of minutes", "PT2M"),
        ("two days", "P2D"),
        ("a day and a half", "P1DT12H"),
        ("zero minutes", "PT0S"),
    ],
)
def test_a_length_of_time_is_read_as_it_is_said(said: str, duration: str) -> None:
    assert read_duration(said.split()) == duration


@pytest.mark.parametrize(
    "said",
    [
        "",
        "fifteen",
        "minutes",
        "walk ten minutes",
        "ten minutes walk",
        "ten minutes and",
        "ten minutes five minutes",
        "minus five minutes",
        "and ten minutes",
        "a half",
        "9" * 5000 + " minutes",
    ],
)
def test_words_that_are_not_one_whole_length_of_time_are_none(said: str) -> None:
    assert read_duration(said.split()) is None
