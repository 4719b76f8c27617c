"""What the bench makes of what it measured, and where it puts it."""

from pathlib import Path

import pytest

from bench import page
from bench.imports import Import, by_package
from bench.sample import Sample

MEASURED = "| what | ours |"


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that the bench writes to."""
    path = tmp_path / "performance.md"
    monkeypatch.setattr(page, "PAGE", path)
    return path


def test_a_sample_has_the_value_in_its_middle_and_its_middle_half() -> None:
    sample = Sample.of([5, 1, 3, 2, 4])

    assert sample.median == 3
    assert sample.middle_half == (2, 4)


def test_a_ratio_is_that_of_the_medians() -> None:
    assert Sample.of([1, 2, 30]).ratio_to(Sample.of([4, 4, 5])) == 0.5


def test_what_was_measured_before_is_replaced_and_the_rest_of_the_page_stays(written: Path) -> None:
    written.write_text(f"Before.\n\n{page.BEGIN}\n\nold figures\n\n{page.END}\n\nAfter.\n", encoding="utf-8")

    page.write(MEASURED)

    assert written.read_text(encoding="utf-8") == f"Before.\n\n{page.BEGIN}\n\n{MEASURED}\n\n{page.END}\n\nAfter.\n"


def test_a_page_without_its_markers_is_left_as_it_is(written: Path) -> None:
    written.write_text(f"Before.\n\n{page.BEGIN}\n\nold figures\n", encoding="utf-8")

    with pytest.raises(ValueError, match="lacks its two markers"):
        page.write(MEASURED)

    assert "old figures" in written.read_text(encoding="utf-8")


def test_the_page_of_the_project_has_its_markers() -> None:
    text = page.PAGE.read_text(encoding="utf-8")

    assert text.count(page.BEGIN) == text.count(page.END) == 1
    assert text.index(page.BEGIN) < text.index(page.END)


def test_a_package_takes_the_time_of_all_its_modules_and_the_slowest_comes_first() -> None:
    imports = [Import("a", 1, 4), Import("b.c", 2, 2), Import("a.b", 3, 3), Import("b", 1, 3)]

    assert by_package(imports) == [("a", 4), ("b", 3)]
