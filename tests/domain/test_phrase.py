"""Phrases are compared without the accidents of spelling, and found as whole words."""

import pytest

from skill.domain.phrase import holds, normalised


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Sit-ups", "sit ups"),
        ("  sit   ups  ", "sit ups"),
        ("child's pose", "childs pose"),
        ("child\u2019s pose", "childs pose"),
        ("I can't breathe!", "i cant breathe"),
        ("h.i.i.t.", "h i i t"),
        ("90/90", "90 90"),
        ("sit\nups", "sit ups"),
        ("?", ""),
        ("", ""),
    ],
)
def test_spelling_makes_no_difference(written: str, compared: str) -> None:
    assert normalised(written) == compared


def test_words_in_full_compare_as_their_short_forms() -> None:
    assert normalised("I cannot breathe, I am dizzy") == normalised("I can't breathe, I'm dizzy")


def test_a_normalised_phrase_stays_as_it_is() -> None:
    once = normalised("Don't do Sit-Ups, please")

    assert normalised(once) == once


@pytest.mark.parametrize("text", ["numb legs", "my numb legs", "numb legs today", "my numb legs hurt"])
def test_a_phrase_is_found_at_the_start_in_the_middle_and_at_the_end(text: str) -> None:
    assert holds(text, "numb legs")


@pytest.mark.parametrize("text", ["numb", "legs numb", "numb legsx", "benumb legs", "numb my legs", ""])
def test_a_phrase_is_not_found_in_parts_of_words_or_in_another_order(text: str) -> None:
    assert not holds(text, "numb legs")
