"""What the skill says about exercises and warning signs, held to the handout and to the rules for speech."""

import ast
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from skill import catalogue
from skill.alexa.exercise import verdict
from skill.domain.exercise import Exercise, Verdict
from skill.domain.phrase import normalised
from skill.speech import Speech

LOCALES = sorted(catalogue.places())
EXERCISES = list(catalogue.exercises())
WORDING = catalogue.wording("en")
LINES = {f"{conversation}.{name}": text for conversation, lines in WORDING.items() for name, text in lines.items()}
SIGNS = json.loads((catalogue.CONTENT / "red_flags.json").read_text(encoding="utf-8"))
SCRIPTS = sorted(WORDING["red_flag"])
EMERGENCIES = [script for script in SCRIPTS if script.startswith(("emergency", "crisis"))]
HANDLERS = sorted(
    set((catalogue.CONTENT.parent / "alexa").glob("*.py")) - {catalogue.CONTENT.parent / "alexa/reply.py"}
)

CATEGORIES = {"walk", "aerobic", "water", "strength", "stretch", "mind_body", "sport", "daily_activity"}

HANDOUT_SAYS_AVOID = ["sit_ups", "leg_lifts", "heavy_lifting_above_waist", "toe_touches", "bed_rest"]
HANDOUT_SAYS_GOOD = [
    "walking",
    "swimming",
    "water_walking",
    "aerobic_exercise",
    "strength_training",
    "stretching",
    "seated_forward_bend",
    "knees_to_chest",
    "comfortable_rest",
]

TWO_THINGS_AT_ONCE = set("row rows spin crawl cane canes lift bouncing weed plant stick sticks walker frame".split())
"""Bare words that stand for more than one thing, so that no single row may answer to them."""

UNFIT_FOR_SPEECH = re.compile(r'[;/()"&<>{}!]|[^\x00-\x7f]')
WORDS_TO_AVOID = re.compile(
    r"damage|wear and tear|slipped|crumbl|fragile|bad back|weak core|wrong posture|no pain|push through"
    r"|safe for you|\bcures?\b",
    re.IGNORECASE,
)
FORBIDDEN_STEP = re.compile(
    r"touch(ing)? your toes|do sit.?ups|do crunches|(lift|raise) (both|your|straight) legs", re.IGNORECASE
)


def each(exercises: list[Exercise]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("exercise", exercises, ids=lambda exercise: exercise.id)


every_exercise = each(EXERCISES)
every_good_one = each([exercise for exercise in EXERCISES if exercise.verdict is Verdict.GOOD])
every_one_to_avoid = each([exercise for exercise in EXERCISES if exercise.verdict is Verdict.AVOID])
every_one_that_counts = each([exercise for exercise in EXERCISES if exercise.counts])
every_one_of_the_handout = each([exercise for exercise in EXERCISES if exercise.from_handout])
every_locale = pytest.mark.parametrize("locale", LOCALES)


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?= |$)", text))


def words(text: str) -> int:
    return len(text.replace("-", " ").split())


def names(exercise: Exercise) -> set[str]:
    return {normalised(name) for name in (exercise.id.replace("_", " "), exercise.name, *exercise.synonyms)}


# The rows


def test_every_exercise_has_an_id_of_its_own_in_snake_case() -> None:
    with (catalogue.CONTENT / "exercises.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]

    assert [exercise_id for exercise_id, times in Counter(ids).items() if times > 1] == []
    assert [exercise_id for exercise_id in ids if not re.fullmatch(r"[a-z][a-z0-9_]*", exercise_id)] == []


@pytest.mark.parametrize("column", ["moderate_minutes_count", "loggable", "handout"])
def test_a_question_of_yes_or_no_is_answered_with_one_of_them(column: str) -> None:
    with (catalogue.CONTENT / "exercises.csv").open(encoding="utf-8", newline="") as file:
        answers = {row[column] for row in csv.DictReader(file)}

    assert answers == {"yes", "no"}


@every_exercise
def test_an_exercise_belongs_to_a_category_and_names_its_sources(exercise: Exercise) -> None:
    assert exercise.category in CATEGORIES
    assert exercise.sources.strip()


@every_exercise
@pytest.mark.parametrize("part", ["why", "how"])
def test_why_and_how_are_one_sentence_each_and_fit_for_speech(exercise: Exercise, part: str) -> None:
    text = getattr(exercise, part)

    assert re.fullmatch(r"[A-Z0-9].*\.", text)
    assert sentences(text) == 1
    assert len(text) <= 160
    assert not UNFIT_FOR_SPEECH.search(text)


@every_exercise
def test_why_and_how_use_no_word_that_frightens_or_promises(exercise: Exercise) -> None:
    assert not WORDS_TO_AVOID.search(f"{exercise.why} {exercise.how}")


@every_exercise
def test_a_therapist_is_always_a_physical_one_so_that_each_locale_hears_its_own_word(exercise: Exercise) -> None:
    assert not re.search(r"(?<!physical )therapist", f"{exercise.why} {exercise.how}", re.IGNORECASE)


@every_exercise
def test_nothing_the_handout_warns_of_is_told_as_a_step(exercise: Exercise) -> None:
    assert not FORBIDDEN_STEP.search(exercise.how)


@every_exercise
def test_what_to_do_instead_is_known_and_never_something_to_avoid(exercise: Exercise) -> None:
    known = {other.id: other for other in EXERCISES}

    assert len(exercise.instead) <= 2
    assert exercise.id not in exercise.instead
    assert [other for other in exercise.instead if known[other].verdict is Verdict.AVOID] == []


@every_one_to_avoid
def test_what_is_to_be_avoided_has_something_to_do_instead(exercise: Exercise) -> None:
    assert exercise.instead


@every_good_one
def test_what_is_good_needs_nothing_instead(exercise: Exercise) -> None:
    assert not exercise.instead


@every_one_that_counts
def test_minutes_count_only_for_what_is_logged_and_not_to_be_avoided(exercise: Exercise) -> None:
    assert exercise.loggable
    assert exercise.verdict is not Verdict.AVOID


def test_what_people_call_an_exercise_means_only_that_one() -> None:
    meanings = Counter(name for exercise in EXERCISES for name in names(exercise))

    assert [name for name, rows in meanings.items() if rows > 1] == []


@every_exercise
def test_synonyms_are_written_as_they_are_heard(exercise: Exercise) -> None:
    heard = [normalised(synonym) for synonym in exercise.synonyms]

    assert heard
    assert len(set(heard)) == len(heard)
    assert [synonym for synonym in exercise.synonyms if not re.fullmatch(r"[a-z]+([ '][a-z]+)*", synonym)] == []


@every_exercise
def test_no_exercise_answers_to_a_word_that_stands_for_more_than_one_thing(exercise: Exercise) -> None:
    assert not names(exercise) & TWO_THINGS_AT_ONCE


@every_exercise
def test_every_name_of_an_exercise_finds_it(exercise: Exercise) -> None:
    found = {catalogue.exercises().find(name) for name in (exercise.name, *exercise.synonyms)}

    assert found == {exercise}


@every_exercise
def test_no_name_of_an_exercise_is_taken_for_a_warning_sign(exercise: Exercise) -> None:
    signs = catalogue.red_flags()

    assert [name for name in names(exercise) if signs.heard_in(name)] == []


# The handout


@pytest.mark.parametrize("exercise_id", HANDOUT_SAYS_AVOID)
def test_what_the_handout_warns_of_is_to_be_avoided(exercise_id: str) -> None:
    exercise = catalogue.exercises()[exercise_id]

    assert (exercise.verdict, exercise.from_handout) == (Verdict.AVOID, True)


@pytest.mark.parametrize("exercise_id", HANDOUT_SAYS_GOOD)
def test_what_the_handout_recommends_is_good(exercise_id: str) -> None:
    exercise = catalogue.exercises()[exercise_id]

    assert (exercise.verdict, exercise.from_handout) == (Verdict.GOOD, True)


@every_one_of_the_handout
def test_a_verdict_of_the_handout_names_it_as_a_source(exercise: Exercise) -> None:
    assert "HANDOUT" in exercise.sources.split("; ")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("sit ups", Verdict.AVOID),
        ("leg lifts", Verdict.AVOID),
        ("lifting heavy weights above the waist", Verdict.AVOID),
        ("bending down to touch my toes", Verdict.AVOID),
        ("short walks", Verdict.GOOD),
        ("swimming", Verdict.GOOD),
        ("walking in waist-deep water", Verdict.GOOD),
        ("gentle forward bends", Verdict.GOOD),
        ("knees to chest", Verdict.GOOD),
    ],
)
def test_the_handouts_own_words_get_the_handouts_own_answer(said: str, meant: Verdict) -> None:
    exercise = catalogue.exercises().find(said)

    assert exercise in [row for row in EXERCISES if row.verdict is meant]


# What is spoken


def spoken_verdicts(exercise: Exercise, speech: Speech) -> list[str]:
    """The answers about `exercise`, asked either way round."""
    replies = [verdict(exercise, good) for good in ("safety.good", "safety.good_asked_backwards")]
    return [" ".join(speech.say(line.key, **line.values) for line in reply.lines) for reply in replies]


@every_exercise
@every_locale
def test_a_verdict_stays_within_three_sentences_and_fifty_words(exercise: Exercise, locale: str) -> None:
    for answer in spoken_verdicts(exercise, Speech(locale)):
        assert sentences(answer) <= 3, answer
        assert words(answer) <= 50, answer


@every_exercise
def test_a_verdict_reads_as_a_person_would_say_it(exercise: Exercise) -> None:
    for answer in spoken_verdicts(exercise, Speech("en-US")):
        assert exercise.name in answer
        assert not UNFIT_FOR_SPEECH.search(answer), answer
        assert not re.search(r"\b(a|an|the) (a|an|the)\b|with (walking|lifting|standing|running) with\b", answer), (
            answer
        )


@every_exercise
def test_only_a_good_verdict_says_yes_and_none_does_when_asked_backwards(exercise: Exercise) -> None:
    asked, asked_backwards = spoken_verdicts(exercise, Speech("en-US"))

    assert asked.startswith("Yes, ") is (exercise.verdict is Verdict.GOOD)
    assert not asked_backwards.startswith("Yes")


@every_one_to_avoid
def test_whoever_is_told_to_leave_something_out_hears_whom_to_ask(exercise: Exercise) -> None:
    for answer in spoken_verdicts(exercise, Speech("en-GB")):
        assert answer.endswith(", or ask your doctor or physiotherapist.")


@every_locale
def test_what_is_not_in_the_catalogue_is_said_back_within_the_limits(locale: str) -> None:
    answer = Speech(locale).say("safety.unknown", heard="walking backwards up the stairs")

    assert "walking backwards up the stairs" in answer
    assert sentences(answer) <= 3
    assert words(answer) <= 50


@every_locale
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_answer_to_a_warning_sign_stays_within_three_sentences_and_fifty_words(script: str, locale: str) -> None:
    answer = Speech(locale).say(f"red_flag.{script}")

    assert sentences(answer) <= 3
    assert words(answer) <= 50


@every_locale
@pytest.mark.parametrize("script", EMERGENCIES)
def test_an_emergency_says_whom_to_call_and_that_the_skill_cannot(script: str, locale: str) -> None:
    answer = Speech(locale).say(f"red_flag.{script}")

    assert "your local emergency number" in answer
    assert "I can't call for you" in answer


@every_locale
def test_legs_that_will_not_go_on_hear_whom_to_call_if_it_came_suddenly(locale: str) -> None:
    answer = Speech(locale).say("red_flag.legs_unclear")

    assert "your local emergency number" in answer


@every_locale
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_answer_to_a_warning_sign_never_speaks_of_what_it_might_mean(script: str, locale: str) -> None:
    answer = Speech(locale).say(f"red_flag.{script}").lower()

    conditions = ["stroke", "heart attack", "cauda equina", "fracture", "aneurysm", "infection", "suicid", "sciatica"]
    assert [condition for condition in conditions if condition in answer] == []


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign["id"])
def test_every_warning_sign_has_words_to_answer_it_and_names_its_source(sign: dict[str, str]) -> None:
    assert sign["script"] in SCRIPTS
    assert sign["source"].strip()


def test_all_emergencies_are_known_and_come_before_what_is_unclear() -> None:
    assert [sign["id"] for sign in SIGNS] == [*(f"E{n}" for n in range(1, 15)), "U1"]


@pytest.mark.parametrize(
    ("script", "signs"),
    [
        ("emergency", ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E11"]),
        ("emergency_sit", ["E8", "E9", "E10", "E14"]),
        ("emergency_birth", ["E12"]),
        ("crisis", ["E13"]),
        ("legs_unclear", ["U1"]),
    ],
)
def test_each_emergency_is_answered_in_its_own_way(script: str, signs: list[str]) -> None:
    assert [sign["id"] for sign in SIGNS if sign["script"] == script] == signs


def test_no_phrase_belongs_to_two_warning_signs_or_stands_twice() -> None:
    phrases = Counter(normalised(phrase) for sign in SIGNS for phrase in sign["phrases"])

    assert [phrase for phrase, times in phrases.items() if times > 1] == []


@pytest.mark.parametrize("key", LINES)
def test_no_line_has_characters_digits_or_words_unfit_for_speech(key: str) -> None:
    text = re.sub(r"{\w+}", "", LINES[key])

    assert not UNFIT_FOR_SPEECH.search(text)
    assert not re.search(r"\d", text)
    assert not WORDS_TO_AVOID.search(text)


@pytest.mark.parametrize("key", LINES)
def test_a_line_ends_as_a_sentence_and_only_questions_end_in_a_question_mark(key: str) -> None:
    text = LINES[key].removesuffix(" {why} {how}")

    assert text.endswith("?" if key.startswith("ask.") else ".")


def test_the_welcome_is_short_and_says_what_must_be_said() -> None:
    welcome = f"{LINES['welcome.first']} {Speech('en-US').say('ask.shall_we_start', length='ten minutes')}"

    assert words(welcome) <= 75
    assert "not medical advice" in welcome
    assert "I can't hear you while you walk, and I can't call for help." in welcome
    assert "Only do what doesn't make your symptoms worse." in welcome


# Keys and holes, between the wording and those who say it


KEY = re.compile(r"[a-z_]+\.[a-z_]+")

KEYS_MADE_BY_RULE = {"help.", "red_flag."}
"""How a key begins that is only known when it is said: help for the question asked, the script of a warning sign."""


def calls(*verbs: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of one of these methods of a reply, in the modules that answer."""
    for module in HANDLERS:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr=verb)) if verb in verbs:
                    yield module, node


def strings(node: ast.AST) -> set[str]:
    """The strings that stand in an expression as they are."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def assigned(name: str, module: Path) -> set[str]:
    """The strings that a module assigns to `name`."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assignments = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    return {
        text
        for node in assignments
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == name
        for text in strings(node.value)
    }


def lines_of(call: ast.Call, module: Path) -> set[str]:
    """The wordings of `ask` that a question may be asked with."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "line"]
    wordings = {
        text
        for value in given or call.args[:1]
        for text in (assigned(value.id, module) if isinstance(value, ast.Name) else strings(value))
    }
    return {f"ask.{wording}" for wording in wordings}


def keys_in_code() -> set[str]:
    """Every string in the modules that answer that can only be a key."""
    modules = [ast.parse(module.read_text(encoding="utf-8")) for module in HANDLERS]
    return {text for module in modules for text in strings(module) if KEY.fullmatch(text)}


def questions() -> set[str]:
    """The names of all questions."""
    return {name for _, call in calls("ask", "offer") for name in strings(call.args[0])}


def keys_used() -> set[str]:
    asked = {key for module, call in calls("ask", "offer") for key in lines_of(call, module)}
    helping = {f"help.{question}" for question in questions()} & LINES.keys()
    scripts = {f"red_flag.{sign['script']}" for sign in SIGNS}
    return keys_in_code() | asked | helping | scripts


def holes(key: str) -> set[str]:
    """The values that a line wants from whoever says it; the rest differs by place and is filled by itself."""
    wanted = {hole for _, hole, _, _ in Formatter().parse(LINES[key]) if hole}
    return wanted - (catalogue.places()["elsewhere"].keys() - {"zone"})


def test_every_line_that_is_said_has_words() -> None:
    assert keys_used() - LINES.keys() == set()


def test_all_words_belong_to_a_line_that_is_said() -> None:
    assert LINES.keys() - keys_used() == set()


def test_every_question_that_is_asked_has_its_wording() -> None:
    unworded = [ast.unparse(call) for module, call in calls("ask", "offer") if not lines_of(call, module)]

    assert unworded == []


def test_a_key_is_put_together_only_where_a_rule_says_so() -> None:
    beginnings = {
        next(iter(strings(call.args[0])), "")
        for _, call in calls("say", "then")
        if call.args and isinstance(call.args[0], ast.JoinedStr)
    }

    assert beginnings == KEYS_MADE_BY_RULE


@pytest.mark.parametrize("key", [key for key in LINES if key.startswith(tuple(KEYS_MADE_BY_RULE))])
def test_a_line_whose_key_is_put_together_needs_no_values(key: str) -> None:
    assert holes(key) == set()


def test_whoever_says_a_line_fills_its_holes() -> None:
    said = [
        (key, call)
        for _, call in calls("say", "then")
        if call.args and not isinstance(call.args[0], ast.JoinedStr)
        for key in strings(call.args[0])
    ]
    asked = [(key, call) for module, call in calls("ask", "offer") for key in lines_of(call, module)]

    unfilled = [
        f"{key} wants {', '.join(sorted(missing))}: {ast.unparse(call)}"
        for key, call in said + asked
        if not any(keyword.arg is None for keyword in call.keywords)
        and (missing := holes(key) - {keyword.arg for keyword in call.keywords})
    ]

    assert unfilled == []
