"""The page in a real browser, in front of the real companion."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.missing import missing

MONDAY_AT_EIGHT = "2026-01-05T13:00:00Z"  # in New York, the zone of a fresh device
LAUNCH = "Alexa, start my back walk"
PATIENCE = 15  # seconds

BROWSER_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)

HEAR_WHAT_IS_READ = """
window.readAloud = [];
speechSynthesis.speak = (utterance) => window.readAloud.push(utterance.text);
"""


class Companion:
    """The companion's API, to prepare a moment and to see what it knows."""

    def __init__(self, url: str) -> None:
        self.url = url

    def state(self) -> dict[str, Any]:
        with urlopen(f"{self.url}/api/state") as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def latest(self) -> dict[str, Any]:
        exchange: dict[str, Any] = self.state()["exchanges"][-1]
        return exchange

    def reset(self, clock: str = MONDAY_AT_EIGHT) -> None:
        body = json.dumps({"clock": clock}).encode()
        with urlopen(Request(f"{self.url}/api/reset", body, {"Content-Type": "application/json"})):
            pass


class Page:
    """What a person sees of the page and can do with it."""

    def __init__(self, browser: Chrome, companion: Companion) -> None:
        self.browser = browser
        self.companion = companion

    def open(self) -> None:
        self.browser.get(self.companion.url)
        self.wait_until(lambda: self.text("#listening") != "")

    def wait_until(self, condition: Callable[[], bool]) -> None:
        wait = WebDriverWait(self.browser, PATIENCE, 0.05, ignored_exceptions=[StaleElementReferenceException])
        wait.until(lambda _: condition())

    def find(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.browser.find_elements(By.CSS_SELECTOR, selector)]

    def write(self, *keys: str) -> None:
        self.find("#words").send_keys(*keys)

    def say(self, words: str) -> None:
        self._wait_for_a_turn(lambda: self.write(words, Keys.ENTER))

    def pick(self, chip: str) -> None:
        self._wait_for_a_turn(lambda: self.press(chip))

    def press(self, label: str) -> None:
        self.wait_until(lambda: self._pressed(label))

    def move_clock(self, label: str) -> None:
        before = self.clock
        self.press(label)
        self.wait_until(lambda: self.clock != before)

    def choose_zone(self, label: str) -> None:
        Select(self.find("#zone")).select_by_visible_text(label)

    @property
    def clock(self) -> str:
        return self.find("#time").get_attribute("datetime") or ""

    @property
    def typed(self) -> str:
        return self.find("#words").get_property("value")  # type: ignore[return-value]

    @property
    def request_shown(self) -> dict[str, Any]:
        request: dict[str, Any] = json.loads(self.text("#request"))
        return request

    def _pressed(self, label: str) -> bool:
        buttons = self.browser.find_elements(By.XPATH, f'//button[normalize-space()="{label}"]')
        if buttons:
            buttons[0].click()
        return bool(buttons)

    def _wait_for_a_turn(self, act: Callable[[], None]) -> None:
        before = len(self.texts(".turn"))
        act()
        self.wait_until(lambda: len(self.texts(".turn")) > before)


@pytest.fixture(scope="module")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    settings = {"PORT": "0", "DATA": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-m", "skill.local"]
    with subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert url, "the companion did not say where it is"
            yield Companion(url[0])
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = installed("chromium", package="chromium")
    for flag in (*BROWSER_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(installed("chromedriver", package="chromium-driver")))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def page(browser: Chrome, companion: Companion) -> Page:
    """The page just opened, on a Monday at eight in the morning, before anything was said."""
    companion.reset()
    page = Page(browser, companion)
    page.open()
    browser.execute_script("localStorage.clear()")
    page.open()
    for log in ("browser", "performance"):
        browser.get_log(log)  # type: ignore[no-untyped-call]
    return page


def installed(program: str, package: str) -> str:
    """Where the program is; without it the test is skipped, and fails on CI."""
    if path := shutil.which(program):
        return path
    missing(f"{program} is missing; Debian has it: apt-get install -y {package}")


def test_a_launch_shows_the_welcome_and_an_open_microphone(page: Page) -> None:
    page.say(LAUNCH)

    page.wait_until(lambda: page.text("#listening") == "The microphone is open.")
    assert "Shall we start with ten minutes?" in page.text(".spoken")
    assert page.text(".spoken") == page.companion.latest()["spoken"]


def test_a_typed_answer_goes_on_with_the_conversation(page: Page) -> None:
    page.say(LAUNCH)

    page.say("yes")

    assert page.texts(".said") == [LAUNCH, "yes"]
    assert page.texts(".spoken")[-1] == page.companion.latest()["spoken"]


def test_the_box_is_empty_again_and_keeps_the_focus(page: Page) -> None:
    page.say(LAUNCH)

    assert page.typed == ""
    assert page.browser.switch_to.active_element == page.find("#words")


def test_without_the_wake_word_nobody_is_listening(page: Page) -> None:
    page.say("is swimming okay")

    assert page.texts(".unheard") == ["Nobody was listening."]
    assert page.text("#listening").startswith("Nobody is listening")


def test_moving_the_clock_closes_the_session_and_shows_what_happened(page: Page) -> None:
    page.say(LAUNCH)

    page.move_clock("+1 minute")

    page.wait_until(lambda: page.text("#listening").startswith("Nobody is listening"))
    asked_again, closed = page.texts(".event")
    assert asked_again.startswith("08:00:08 Asked again:")
    assert closed == "08:00:16 The microphone closed."


def test_every_sentence_on_offer_is_understood(page: Page) -> None:
    for chip in page.texts("#chips button"):
        page.companion.reset()
        page.open()
        page.pick(chip)
        assert page.companion.latest()["heard"]["intent"] != "AMAZON.FallbackIntent", chip


def test_the_sentences_on_offer_fit_the_moment(page: Page) -> None:
    assert all(chip.startswith("Alexa, ") for chip in page.texts("#chips button"))

    page.pick(LAUNCH)

    page.wait_until(lambda: page.texts("#chips button") == ["yes", "no", "how long is left", "I'm back", "help"])


def test_during_a_walk_the_sentences_on_offer_are_about_the_walk(page: Page) -> None:
    start_a_walk(page)

    page.move_clock("+1 minute")

    page.wait_until(lambda: "Alexa, ask my back walk how long is left" in page.texts("#chips button"))
    page.pick("Alexa, tell my back walk I'm back")
    assert page.companion.latest()["heard"]["intent"] == "EndWalkIntent"


def test_a_day_after_a_walk_the_sentences_on_offer_are_those_of_a_beginning(page: Page) -> None:
    start_a_walk(page)

    page.move_clock("Tomorrow morning")

    page.wait_until(lambda: page.texts("#chips button")[0] == LAUNCH)


def test_text_with_markup_is_shown_as_text(page: Page) -> None:
    markup = '<img src=x id="injected" onerror="alert(1)"> & <b>bold</b>'

    page.say(markup)

    assert page.texts(".said") == [markup]
    assert page.browser.find_elements(By.ID, "injected") == []


def test_arrow_up_brings_back_what_was_said_and_arrow_down_what_was_being_typed(page: Page) -> None:
    page.say(LAUNCH)
    page.say("help")

    page.write("ye", Keys.ARROW_UP, Keys.ARROW_UP)
    assert page.typed == LAUNCH

    page.write(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert page.typed == "ye"


def test_answers_are_read_aloud_only_when_asked_for(page: Page) -> None:
    page.browser.execute_script(HEAR_WHAT_IS_READ)

    page.say(LAUNCH)
    page.find("#read-aloud").click()
    page.say("help")

    read_aloud = page.browser.execute_script("return window.readAloud")
    assert read_aloud == [page.companion.latest()["spoken"]]
    assert "online" in page.text("#voice-note")


def test_reading_aloud_is_remembered(page: Page) -> None:
    page.find("#read-aloud").click()

    page.open()

    assert page.find("#read-aloud").is_selected()


@pytest.mark.parametrize(
    ("now", "button", "then"),
    [
        ("2026-01-05T13:00:00Z", "+10 minutes", "2026-01-05T13:10:00Z"),
        ("2026-01-05T13:00:00Z", "+1 hour", "2026-01-05T14:00:00Z"),
        ("2026-01-06T04:30:00Z", "Tomorrow morning", "2026-01-06T13:00:00Z"),  # it is still Monday in New York
        ("2026-03-07T22:00:00Z", "Tomorrow morning", "2026-03-08T12:00:00Z"),  # the night the clocks go forward
        ("2026-01-05T13:00:00Z", "Next Monday", "2026-01-12T13:00:00Z"),
        ("2026-01-11T13:00:00Z", "Next Monday", "2026-01-12T13:00:00Z"),
    ],
)
def test_the_clock_moves_to_where_the_button_says(page: Page, now: str, button: str, then: str) -> None:
    page.companion.reset(clock=now)
    page.open()

    page.move_clock(button)

    assert page.companion.state()["clock"] == then


def test_the_clock_shows_the_time_in_the_zone_that_is_chosen(page: Page) -> None:
    assert page.text("#time") == "08:00"

    page.choose_zone("Berlin")

    page.wait_until(lambda: page.text("#time") == "14:00")
    assert page.companion.state()["timeZone"] == "Europe/Berlin"


def test_without_a_zone_the_clock_shows_utc_and_says_so(page: Page) -> None:
    page.choose_zone("Not set")

    page.wait_until(lambda: page.text("#date") == "Monday 5 January 2026, UTC")
    assert page.text("#time") == "13:00"
    assert page.companion.state()["timeZone"] is None


def test_the_clock_runs_by_itself_when_it_is_let(page: Page) -> None:
    page.press("Let it run")
    page.wait_until(lambda: page.clock > MONDAY_AT_EIGHT)

    page.press("Hold it still")

    assert page.text("#pace") == "Standing still."


def test_a_running_clock_waits_while_somebody_types(page: Page) -> None:
    page.write("ye")

    page.press("Let it run")

    assert page.text("#pace") == "Waiting while you type."


def test_any_turn_can_be_looked_into(page: Page) -> None:
    page.say(LAUNCH)
    page.say("help")

    page.find(".turn .moment").click()

    assert page.request_shown["request"]["type"] == "LaunchRequest"
    assert json.loads(page.text("#response"))["response"]["shouldEndSession"] is False


def test_the_latest_turn_is_the_one_looked_into(page: Page) -> None:
    page.find("#inspector summary").click()

    page.say(LAUNCH)
    page.say("help")

    assert page.request_shown["request"]["intent"]["name"] == "AMAZON.HelpIntent"


def test_the_diary_lists_what_was_walked(page: Page) -> None:
    start_a_walk(page)
    page.move_clock("+10 minutes")

    page.pick("Alexa, tell my back walk I'm back")

    page.wait_until(lambda: "08:00 walking, 10 minutes, timed" in page.texts("#diary li li"))
    assert page.texts("#diary h3")[0] == "Monday 5 January 2026"


def test_the_conversation_is_still_there_after_a_reload(page: Page) -> None:
    page.say(LAUNCH)
    page.move_clock("+1 minute")
    page.wait_until(lambda: "The microphone closed." in page.text("#conversation"))
    before = page.text("#conversation")

    page.open()

    page.wait_until(lambda: page.text("#conversation") == before)


def test_starting_afresh_empties_everything_after_a_yes(page: Page) -> None:
    start_a_walk(page)

    page.press("Start afresh …")
    page.press("Start afresh")

    page.wait_until(lambda: page.texts(".turn") == [])
    assert page.companion.state()["diary"] == []


def test_starting_afresh_can_still_be_thought_better_of(page: Page) -> None:
    start_a_walk(page)

    page.press("Start afresh …")
    page.press("Keep everything")

    page.wait_until(lambda: not page.find("#reset-dialog").is_displayed())
    assert page.companion.state()["diary"] != []


def test_what_the_companion_refuses_is_said_in_one_line_and_can_be_typed_again(page: Page) -> None:
    page.browser.execute_script("document.getElementById('words').maxLength = 600")
    too_long = "a" * 501

    page.write(too_long, Keys.ENTER)

    page.wait_until(lambda: "500 characters" in page.text("#notice"))
    assert page.typed == too_long


def test_a_companion_that_is_gone_is_named_and_found_again(page: Page) -> None:
    page.browser.execute_cdp_cmd("Network.enable", {})
    page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/api/*"]})
    page.write(LAUNCH, Keys.ENTER)
    page.wait_until(lambda: "The companion is not answering." in page.text("#notice"))

    page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})

    page.wait_until(lambda: page.find("#notice").text == "")
    assert page.typed == LAUNCH


def test_the_console_stays_empty_and_nothing_is_fetched_from_elsewhere(page: Page) -> None:
    page.open()
    page.say(LAUNCH)
    page.say("yes")
    page.move_clock("+10 minutes")

    assert page.browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    elsewhere = [url for url in requested(page.browser) if not url.startswith(f"{page.companion.url}/")]
    assert elsewhere == []


def start_a_walk(page: Page) -> None:
    page.say(LAUNCH)
    page.say("yes")


def requested(browser: Chrome) -> list[str]:
    """Every address that the browser asked for since its log was last read."""
    log = browser.get_log("performance")  # type: ignore[no-untyped-call]
    messages = [json.loads(entry["message"])["message"] for entry in log]
    return [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
