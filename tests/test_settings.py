"""Settings are read once, and what is missing or wrong is named."""

from datetime import timedelta

import pytest

from skill.settings import BadSetting, Settings

COMPLETE = {"BACK_WALK_TABLE": "diaries", "BACK_WALK_SKILL_ID": "amzn1.ask.skill.1"}


def test_a_complete_environment_gives_the_settings() -> None:
    settings = Settings.from_env({**COMPLETE, "BACK_WALK_RETENTION_DAYS": "90", "PATH": "/bin"})

    assert settings == Settings(table="diaries", skill_id="amzn1.ask.skill.1", retention_days=90)


def test_walks_are_kept_for_four_hundred_days_unless_set() -> None:
    settings = Settings.from_env(COMPLETE)

    assert settings.retention == timedelta(days=400)


def test_space_around_a_name_is_left_out() -> None:
    settings = Settings.from_env({**COMPLETE, "BACK_WALK_TABLE": " diaries\n"})

    assert settings.table == "diaries"


@pytest.mark.parametrize("name", COMPLETE)
def test_a_missing_setting_is_named_in_one_line(name: str) -> None:
    env = {other: value for other, value in COMPLETE.items() if other != name}

    with pytest.raises(BadSetting, match=rf"^{name} is not set: it wants [^\n]+$"):
        Settings.from_env(env)


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_setting_is_a_missing_one(name: str, blank: str) -> None:
    env = {**COMPLETE, name: blank}

    with pytest.raises(BadSetting, match=rf"^{name} is not set"):
        Settings.from_env(env)


@pytest.mark.parametrize("days", ["", "0", "-1", "soon", "1.5", "400 days", "\u0664\u0660\u0660", "\u00b2"])
def test_days_that_make_no_sense_are_named_in_one_line(days: str) -> None:
    env = {**COMPLETE, "BACK_WALK_RETENTION_DAYS": days}

    with pytest.raises(BadSetting, match=r"^BACK_WALK_RETENTION_DAYS is [^\n]+: it wants a number of days[^\n]+$"):
        Settings.from_env(env)


def test_fewer_days_than_a_diary_is_read_back_are_refused() -> None:
    env = {**COMPLETE, "BACK_WALK_RETENTION_DAYS": "35"}

    with pytest.raises(BadSetting, match="from 36 to 3650"):
        Settings.from_env(env)


@pytest.mark.parametrize(
    "days", ["3651", "4000000", "9" * 12], ids=["over ten years", "past the year 9999", "past any timedelta"]
)
def test_more_days_than_can_be_reckoned_with_are_refused_too(days: str) -> None:
    env = {**COMPLETE, "BACK_WALK_RETENTION_DAYS": days}

    with pytest.raises(BadSetting, match=r"^BACK_WALK_RETENTION_DAYS is "):
        Settings.from_env(env)
