import pytest

from skill.local.number_words import read_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("zero", 0),
        ("seven", 7),
        ("nineteen", 19),
        ("twenty", 20),
        ("twenty five", 25),
        ("ninety nine", 99),
        ("hundred", 100),
        ("a hundred", 100),
        ("one hundred and twenty", 120),
        ("two hundred six", 206),
        ("two thousand and six", 2006),
        ("two hundred thousand", 200_000),
        ("15", 15),
        ("1000", 1000),
        ("minus five", -5),
        ("negative twelve", -12),
    ],
)
def test_a_number_is_read_as_it_is_said(said: str, number: int) -> None:
    assert read_number(said.split()) == number


@pytest.mark.parametrize(
    "said",
    [
        "",
        "walk",
        "minus",
        "ten twenty",
        "twenty ten",
        "twenty zero",
        "five five",
        "hundred and",
        "one thousand one thousand",
        "seven minutes",
        "1.5",
        "²",
        "9" * 5000,
    ],
)
def test_words_that_are_not_one_whole_number_are_none(said: str) -> None:
    assert read_number(said.split()) is None
