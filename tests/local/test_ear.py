from pathlib import Path

import pytest

from skill.local.ear import Ear, Heard, HeardSlot, Launch

NOTHING = Heard("AMAZON.FallbackIntent", {})


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear.from_model(Path(__file__).parents[2] / "interaction_model" / "en.json")


def safe(said: str, exercise_id: str | None = None, name: str | None = None) -> Heard:
    return Heard("IsItSafeIntent", {"exercise": HeardSlot(said, exercise_id, name)})


def lasting(intent: str, length: str) -> Heard:
    return Heard(intent, {"length": HeardSlot(length)})


def counting(intent: str, minutes: str) -> Heard:
    return Heard(intent, {"minutes": HeardSlot(minutes)})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("start a walk", "StartWalkIntent"),
        ("how long is left?", "TimeLeftIntent"),
        ("I'm back", "EndWalkIntent"),
        ("how is today", "TodayIntent"),
        ("how am I doing", "WeekIntent"),
        ("how was last week", "LastWeekIntent"),
        ("tell me more", "MoreIntent"),
        ("are you a doctor", "DisclaimerIntent"),
        ("help", "AMAZON.HelpIntent"),
        ("stop", "AMAZON.StopIntent"),
        ("cancel", "AMAZON.CancelIntent"),
        ("yes", "AMAZON.YesIntent"),
        ("yes I did", "AMAZON.YesIntent"),
        ("no", "AMAZON.NoIntent"),
        ("not yet", "AMAZON.NoIntent"),
        *((said, "DidNotWalkIntent") for said in ("none", "nothing", "nothing at all", "i didn't walk at all")),
        *((said, "PartlyIntent") for said in ("nearly", "almost", "not quite", "most of it")),
        *((said, "StillWalkingIntent") for said in ("no i'm still walking", "i'm still walking", "still walking")),
        *((said, "AMAZON.YesIntent") for said in ("i think so", "i guess so", "pretty much", "all of it")),
        ("i need to stop walking", "EndWalkIntent"),
        ("what did you say", "AMAZON.RepeatIntent"),
        ("go home", "AMAZON.NavigateHomeIntent"),
    ],
)
def test_everyday_words_reach_their_intent(ear: Ear, text: str, intent: str) -> None:
    assert ear.hear(text) == Heard(intent, {})


@pytest.mark.parametrize(
    "text",
    ["I'm back", "I\u2019m back!", "im back", "I'M BACK.", "  i'm   back  ", "Alexa, I'm back", "I'm back, thank you"],
)
def test_case_punctuation_and_apostrophes_change_nothing(ear: Ear, text: str) -> None:
    assert ear.hear(text) == Heard("EndWalkIntent", {})


@pytest.mark.parametrize(
    "text",
    [
        "please start a walk",
        "start a walk, please",
        "could you start a walk",
        "Okay, could you please start a walk now? Thanks!",
    ],
)
def test_politeness_changes_nothing(ear: Ear, text: str) -> None:
    assert ear.hear(text) == Heard("StartWalkIntent", {})


@pytest.mark.parametrize(
    ("text", "intent"),
    [("yes please", "AMAZON.YesIntent"), ("no thanks", "AMAZON.NoIntent"), ("please", "AMAZON.FallbackIntent")],
)
def test_politeness_that_is_the_whole_answer_is_kept(ear: Ear, text: str, intent: str) -> None:
    assert ear.hear(text).intent == intent


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("start a fifteen-minute walk", lasting("StartWalkIntent", "PT15M")),
        ("start an eighty minute walk", lasting("StartWalkIntent", "PT80M")),
        ("take an hour walk", lasting("StartWalkIntent", "PT1H")),
        ("walk for an hour and a half", lasting("StartWalkIntent", "PT1H30M")),
        ("start a walk of twenty", counting("StartWalkIntent", "20")),
        ("I only did 7", counting("EndWalkIntent", "7")),
        ("no, I only did seven minutes", lasting("EndWalkIntent", "PT7M")),
        ("half an hour", lasting("LengthIntent", "PT30M")),
        ("about a quarter of an hour", lasting("LengthIntent", "PT15M")),
        ("10min", lasting("LengthIntent", "PT10M")),
        ("1.5 hours", lasting("LengthIntent", "PT1H30M")),
        ("twenty-five", counting("LengthIntent", "25")),
        ("one hundred and twenty", counting("LengthIntent", "120")),
        ("1,000", counting("LengthIntent", "1000")),
        ("it's a ten", counting("LengthIntent", "10")),
        ("it was seven", counting("LengthIntent", "7")),
        ("it was a ten", counting("LengthIntent", "10")),
        ("it was ten minutes", lasting("LengthIntent", "PT10M")),
        ("i think seven", counting("LengthIntent", "7")),
        ("maybe seven minutes", lasting("LengthIntent", "PT7M")),
        ("yes but I only did seven", counting("EndWalkIntent", "7")),
        ("yes, but only seven minutes", lasting("EndWalkIntent", "PT7M")),
        ("minus five", counting("LengthIntent", "-5")),
        ("-5", counting("LengthIntent", "-5")),
        ("\u22125", counting("LengthIntent", "-5")),
    ],
)
def test_lengths_and_numbers_are_sent_as_alexa_writes_them(ear: Ear, text: str, heard: Heard) -> None:
    assert ear.hear(text) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("is swimming ok?", safe("swimming", "swimming", "swimming")),
        ("Can I swim laps?", safe("swim laps", "swimming", "swimming")),
        ("can I do sit-ups", safe("sit ups", "sit_ups", "sit ups")),
        ("are situps okay", safe("situps", "sit_ups", "sit ups")),
        ("and bed rest?", safe("bed rest", "bed_rest", "bed rest")),
        ("can i do my sit-ups", safe("sit ups", "sit_ups", "sit ups")),
        ("are my sit ups okay", safe("sit ups", "sit_ups", "sit ups")),
        ("should i try some sit ups", safe("some sit ups", "sit_ups", "sit ups")),
        ("is the knee hug okay", safe("the knee hug", "knee_to_chest", "the one knee to chest stretch")),
    ],
)
def test_a_synonym_is_sent_as_said_with_the_id_of_its_exercise(ear: Ear, text: str, heard: Heard) -> None:
    assert ear.hear(text) == heard


def test_the_longest_exercise_is_heard_not_one_inside_it(ear: Ear) -> None:
    heard = ear.hear("is walking in waist-deep water okay")

    assert heard.slots["exercise"].id == "water_walking"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is underwater basket weaving okay", "underwater basket weaving"),
        ("can i do underwater basket-weaving, please", "underwater basket weaving"),
        ("is the farmer's walk safe", "the farmer's walk"),
        ("is chest press okay", "chest press"),
        ("and rowing?", "rowing"),
        ("can i juggle with seven swords", "juggle with seven swords"),
    ],
)
def test_an_exercise_the_model_does_not_list_is_sent_as_said_without_an_id(ear: Ear, text: str, said: str) -> None:
    assert ear.hear(text) == safe(said)


@pytest.mark.parametrize(
    ("text", "exercise_id"),
    [
        ("is swimming bad for my back", "swimming"),
        ("should I avoid sit-ups", "sit_ups"),
        ("should i stop walking", "walking"),
        ("does swimming hurt my back", "swimming"),
        ("are sit-ups dangerous", "sit_ups"),
        ("is swimming not okay", "swimming"),
        ("should i avoid rowing", None),
        ("does jumping hurt my back", None),
    ],
)
def test_a_question_asked_backwards_is_another_intent(ear: Ear, text: str, exercise_id: str | None) -> None:
    heard = ear.hear(text)

    assert (heard.intent, heard.slots["exercise"].id) == ("IsItBadIntent", exercise_id)


@pytest.mark.parametrize(
    ("text", "sign_id"),
    [
        ("my chest hurts", "E8"),
        ("I've got chest pain!", "E8"),
        ("help, I can't breathe", "E8"),
        ("since my walk both my legs are numb", "E4"),
        ("i think my leg is getting weaker", "E5"),
        ("can i walk when my groin is numb", "E3"),
        ("i cant pee", "E1"),
        ("ouch, my chest hurts", "E8"),
        ("i want to die", "E13"),
    ],
)
def test_a_warning_sign_is_heard_bare_and_in_a_sentence(ear: Ear, text: str, sign_id: str) -> None:
    heard = ear.hear(text)

    assert (heard.intent, heard.slots["sign"].id) == ("RedFlagIntent", sign_id)


@pytest.mark.parametrize(
    ("text", "sign_id"),
    [
        ("no, my chest hurts", "E8"),
        ("no I had to stop because my chest hurts", "E8"),
        ("i'm back but my chest hurts", "E8"),
        ("I stopped because my leg gave way", "E5"),
        ("i had to stop because i can't breathe", "E8"),
        ("i need to stop, i feel faint", "E9"),
        ("i can't walk, my legs have gone numb", "E4"),
        ("i can't go on, my chest is tight", "E8"),
        ("actually my chest hurts", "E8"),
        ("start a walk but my chest hurts", "E8"),
        ("oh my god, i can't breathe", "E8"),
        ("oh no, my waters broke", "E12"),
        ("it's bad, my chest is killing me", "E8"),
        ("wait, my foot is dragging", "E5"),
        ("sorry, i wet myself", "E1"),
        ("yes but my chest hurts", "E8"),
        ("yes but chest pain", "E8"),
        ("i feel like i've lost feeling in my legs", "E4"),
        ("i'm worried, my speech is slurred", "E10"),
        ("chest pain and I'm on my own", "E8"),
        ("i can't breathe and i'm scared", "E8"),
        ("what to do about numbness in both legs", "E4"),
        ("what should i do about chest tightness", "E8"),
        ("is swimming good for chest pain", "E8"),
        ("is swimming bad for chest pain", "E8"),
        ("is walking okay after a heart attack", "E8"),
        ("should i swim when my chest hurts", "E8"),
        ("is chest pain normal", "E8"),
        ("is chest tightness dangerous", "E8"),
        ("my husband has chest pain", "E8"),
        ("my wife can't catch her breath", "E8"),
        ("my mum fainted", "E9"),
        ("my wife's water broke", "E12"),
        ("my son fell down the stairs", "E7"),
    ],
)
def test_a_warning_sign_is_heard_whatever_it_comes_in(ear: Ear, text: str, sign_id: str) -> None:
    heard = ear.hear(text)

    assert (heard.intent, heard.slots["sign"].id) == ("RedFlagIntent", sign_id)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("well i was nearly round the park when all at once my chest started hurting", "my chest started hurting"),
        ("is juggling okay when i have chest pain", "i have chest pain"),
        ("can i go up the hill if I cannot catch my breath", "i can't catch my breath"),
        ("i am not sure what it is but i am having a heart attack", "having a heart attack"),
        ("I did not. My chest hurts", "my chest hurts"),
        ("i did not, chest pain", "chest pain"),
        ("no chest pain, but my legs have gone numb", "my legs have gone numb"),
        ("i had a car accident two years ago and now i can't feel my legs", "i can't feel my legs"),
    ],
)
def test_a_warning_sign_is_heard_in_words_that_no_sample_foresaw(ear: Ear, text: str, said: str) -> None:
    heard = ear.hear(text)

    assert (heard.intent, heard.slots["sign"].value) == ("RedFlagIntent", said)


@pytest.mark.parametrize(
    ("text", "sign_id"),
    [
        ("call an ambulance", "E14"),
        ("can you call an ambulance", "E14"),
        ("please call nine one one", "E14"),
        ("call triple zero", "E14"),
        ("emergency", "E14"),
        ("this is an emergency", "E14"),
        ("i've fallen and i can't get up", "E14"),
        ("i think i'm dying", "E14"),
        ("can you call for help", "E14"),
        ("get help", "E14"),
        ("i can't walk anymore", "U1"),
        ("i can't go any further", "U1"),
        ("my legs feel like jelly", "U1"),
        ("my legs have gone funny", "U1"),
    ],
)
def test_a_call_for_help_and_legs_that_will_not_go_on_are_signs_too(ear: Ear, text: str, sign_id: str) -> None:
    heard = ear.hear(text)

    assert (heard.intent, heard.slots["sign"].id) == ("RedFlagIntent", sign_id)


@pytest.mark.parametrize("text", ["i'm dying", "i can't go on"])
def test_words_that_only_may_be_a_sign_are_heard_as_one_that_is_not_clear(ear: Ear, text: str) -> None:
    assert ear.hear(text) == Heard("RedFlagIntent", {})


@pytest.mark.parametrize("text", ["help", "help me", "can you help me", "how do i get help", "i need help"])
def test_help_with_the_skill_is_no_emergency(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent == "AMAZON.HelpIntent"


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain",
        "I have no chest pain",
        "i don't have chest pain",
        "i do not have any chest pain",
        "there's no numbness in both legs",
        "without chest pain",
        "i haven't got chest pain",
        "i'm not having a heart attack",
        "no numb legs",
        "no numbness",
        "my legs aren't numb",
        "my legs are not numb",
        "my leg isn't weak",
        "my chest doesn't hurt",
        "my chest is fine",
        "i can breathe",
        "i can breathe fine",
        "i didn't faint",
    ],
)
def test_a_sign_that_is_denied_is_not_the_sign(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent == "DeniedRedFlagIntent"


@pytest.mark.parametrize(
    "text",
    [
        "no, my chest hurts",
        "no I can't breathe",
        "no i've fainted",
        "no both legs are weak",
        "no, there's pressure in my chest",
    ],
)
def test_a_no_before_a_whole_sentence_denies_nothing(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent == "RedFlagIntent"


@pytest.mark.parametrize(
    "text",
    [
        "my walk went well today with no chest pain",
        "round the park and back without any numbness in both legs",
        "so far so good i never had chest pain out there",
        "the doctor says it's not a heart attack",
        "i fainted as a child",
        "i had a car accident ten years ago",
    ],
)
def test_a_sign_denied_or_long_past_is_not_heard_in_other_words(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent != "RedFlagIntent"


@pytest.mark.parametrize(
    "text",
    [
        "that hurts",
        "it hurts more",
        "my back hurts",
        "my back is sore",
        "my back hurts more now",
        "ow, that hurts",
        "Ouch!",
        "i'm in pain",
        "this is killing me",
        "it's getting worse",
        "the pain is worse",
        "my feet hurt",
        "my legs are sore from yesterday",
        "i'm sore",
        "i am hurting",
    ],
)
def test_plain_pain_is_heard_as_pain(ear: Ear, text: str) -> None:
    assert ear.hear(text) == Heard("HurtsIntent", {})


@pytest.mark.parametrize(
    "text",
    [
        "underwater basket weaving",
        "i think my nose is purple",
        "is it okay",
        "is that okay",
        "can i do it",
        "should i",
        "asdf qwer",
        "日本語",
        "...",
        "",
    ],
)
def test_what_fits_no_sample_is_the_fallback(ear: Ear, text: str) -> None:
    assert ear.hear(text) == NOTHING


@pytest.mark.parametrize(
    "text", ["if \U0001f3ca is okay", "is my \U0001f3ca okay", "what about the?", "is please okay", "can I do some ..."]
)
def test_an_exercise_has_a_word_of_its_own(ear: Ear, text: str) -> None:
    assert ear.hear(text) == NOTHING


def test_a_walker_who_will_not_stop_saying_please_is_heard_out(ear: Ear) -> None:
    assert ear.hear("please " * 5 + "start a walk" + " please" * 2000) == Heard("StartWalkIntent", {})


@pytest.mark.parametrize("verb", ["start", "open", "launch", "begin", "run", "talk to", "ask", ""])
def test_the_invocation_name_alone_is_a_launch(ear: Ear, verb: str) -> None:
    assert ear.hear_wake_word(f"Alexa, {verb} my back walk") == Launch()


@pytest.mark.parametrize(
    "text",
    [
        "Alexa, please start my back walk.",
        "alexa, start my back walk, please",
        "alexa could you open my back walk now",
        "alexa, open my back walk, thank you",
        "alexa, ask my back walk please",
        "alexa, my back walk please",
    ],
)
def test_a_polite_launch_is_a_launch(ear: Ear, text: str) -> None:
    assert ear.hear_wake_word(text) == Launch()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("alexa, ask my back walk if swimming is okay", safe("swimming", "swimming", "swimming")),
        ("alexa, ask my back walk whether swimming is safe", safe("swimming", "swimming", "swimming")),
        ("alexa, ask my back walk is swimming okay", safe("swimming", "swimming", "swimming")),
        ("alexa, ask my back walk about swimming", safe("swimming", "swimming", "swimming")),
        ("alexa, ask my back walk if I can do my sit ups", safe("sit ups", "sit_ups", "sit ups")),
        ("alexa, tell my back walk thanks", Heard("GoodbyeIntent", {})),
        ("alexa, tell my back walk thank you", Heard("GoodbyeIntent", {})),
        ("alexa, tell my back walk i'm back, thanks", Heard("EndWalkIntent", {})),
        ("alexa, ask my back walk about basket weaving", safe("basket weaving")),
        ("alexa, ask my back walk how long is left", Heard("TimeLeftIntent", {})),
        ("alexa, ask my back walk how my week is", Heard("WeekIntent", {})),
        ("alexa, ask my back walk how i'm doing", Heard("WeekIntent", {})),
        ("alexa, ask my back walk for help", Heard("AMAZON.HelpIntent", {})),
        ("alexa, ask my back walk for a ten minute walk", lasting("StartWalkIntent", "PT10M")),
        ("alexa, ask my back walk to start a fifteen-minute walk", lasting("StartWalkIntent", "PT15M")),
        ("alexa, tell my back walk i'm back", Heard("EndWalkIntent", {})),
        ("alexa, tell my back walk that i only did seven", counting("EndWalkIntent", "7")),
        ("alexa, open my back walk and start a walk", Heard("StartWalkIntent", {})),
        ("alexa, start a ten minute walk with my back walk", lasting("StartWalkIntent", "PT10M")),
        ("alexa, how long is left using my back walk", Heard("TimeLeftIntent", {})),
        ("alexa, is swimming okay in my back walk", safe("swimming", "swimming", "swimming")),
        ("alexa, start a walk from my back walk", Heard("StartWalkIntent", {})),
        ("alexa, ask my back walk to fly me to the moon", NOTHING),
        ("alexa, what's the weather with my back walk", NOTHING),
    ],
)
def test_a_request_with_the_invocation_name_is_a_one_shot(ear: Ear, text: str, heard: Heard) -> None:
    assert ear.hear_wake_word(text) == heard


@pytest.mark.parametrize(
    "text",
    [
        "alexa",
        "alexa, stop",
        "alexa, what's the weather",
        "alexa, start my back",
        "start my back walk",
        "",
        "alexander",
    ],
)
def test_what_does_not_name_the_skill_is_not_for_it(ear: Ear, text: str) -> None:
    assert ear.hear_wake_word(text) is None


def test_an_intent_tells_the_types_of_its_slots(ear: Ear) -> None:
    assert ear.slots_of("StartWalkIntent") == {"length": "AMAZON.DURATION", "minutes": "AMAZON.NUMBER"}
    assert ear.slots_of("TodayIntent") == {}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i am back", "EndWalkIntent"),
        ("i have finished my walk", "EndWalkIntent"),
        ("i did not", "AMAZON.NoIntent"),
        ("I cannot catch my breath", "RedFlagIntent"),
        ("I can not breathe", "RedFlagIntent"),
    ],
)
def test_words_in_full_are_heard_as_their_short_forms(ear: Ear, text: str, intent: str) -> None:
    assert ear.hear(text).intent == intent


@pytest.mark.parametrize("text", ["thanks", "thank you", "bye", "see you later"])
def test_taking_leave_is_no_stop(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent == "GoodbyeIntent"
