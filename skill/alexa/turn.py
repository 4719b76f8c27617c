"""One turn: what was just asked, with all that a handler may use to answer it."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.intent_request import IntentRequest

from skill.alexa import slot_values
from skill.alexa.device_settings import TimeZoneCall
from skill.alexa.reply import Reply
from skill.alexa.session import Session
from skill.domain.calendar import Calendar
from skill.domain.diary import DeviceZone, Diary, Profile, Said
from skill.domain.walk import Walk
from skill.speech import Speech
from skill.store.deadline import Deadline
from skill.store.diaries import Diaries, StoreUnavailable

log = logging.getLogger(__name__)

NOTED_AGAIN = timedelta(days=30)
"""After which a zone that has not changed is noted once more: a profile expires when nothing in it is ever written."""


class NoWalker(Exception):
    """The request names no user, so there is no diary to open."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One filled slot of an intent."""

    value: str
    """As Alexa heard it."""
    id: str | None = None
    """The id of the listed value that Alexa took it for, if it took it for one."""


@dataclass(slots=True)
class Turn:
    """What was just asked. The diary is opened at most once, and only by those who need it."""

    id: str
    """Made from the request id: a repeated request is the same turn."""
    now: datetime
    """The request's own timestamp; aware, in UTC."""
    request: str
    """The request type, or the name of the intent."""
    slots: Mapping[str, Slot]
    is_new_session: bool
    device: str
    household: str | None
    """The user id that Alexa gives; None when the request names nobody."""
    session: Session
    deadline: Deadline
    diaries: Diaries
    ask_time_zone: Callable[[], str | None]
    speech: Speech
    diary: Diary | None = None
    """The diary as it was last seen in this turn; None when nobody needed it."""
    _notes: Profile = field(default_factory=Profile)
    _time_zone: TimeZoneCall | None = None

    def spoken_length(self) -> timedelta | None:
        """The length of time that was said; None when none was, less than zero when it makes no sense."""
        if length := self.slots.get("length"):
            return slot_values.duration(length.value)
        if minutes := self.slots.get("minutes"):
            return slot_values.minutes(minutes.value)
        return None

    def about(self, detail: str) -> str:
        """A detail of the question that was asked last; empty when it has none."""
        return str(self.session.asked.about.get(detail, "")) if self.session.asked else ""

    def minutes_asked_about(self, detail: str) -> timedelta:
        """A number of minutes that the last question was about; zero when it names none."""
        return max(slot_values.minutes(self.about(detail)), timedelta())

    def read_diary(self) -> Diary:
        """Raises StoreUnavailable or NoWalker."""
        household = self._whose()
        self._ask_time_zone_meanwhile()
        self.diary = self.diaries.read(household, self.now, self.deadline)
        self._keep_zone(self.diary)
        return self.diary

    def change_diary(
        self,
        rule: Callable[[Diary], Walk | Reply],
        tell: Callable[[Diary, Walk], Reply],
        *,
        needs_calendar: bool = True,
    ) -> Reply:
        """Keep the walk that `rule` decides on and `tell` it; a rule that keeps nothing gives the reply itself.

        A repeated turn changes nothing and is told the same. Without `needs_calendar` the device is not asked for
        its time zone. Raises StoreUnavailable or NoWalker.
        """

        def decide(diary: Diary) -> Walk | Reply:
            changed_before = diary.changed_by(self.id)
            return tell(diary, changed_before) if changed_before else rule(diary)

        household = self._whose()
        if needs_calendar:
            self._ask_time_zone_meanwhile()
        self.diary, decision = self.diaries.change(household, decide, self.now, self.deadline)
        self._keep_zone(self.diary)
        return tell(self.diary, decision) if isinstance(decision, Walk) else decision

    def calendar(self, diary: Diary) -> Calendar:
        """The walker's calendar: by the device's zone, else by the last one known, else by the locale's."""
        if zone := self.session.zone or self._device_zone():
            return Calendar(zone)
        kept = diary.profile.zone
        if kept:
            return Calendar(kept.name, is_sure=kept.device == self.device)
        return Calendar(self.speech.likely_zone, is_sure=False)

    def note(self, *, welcomed: bool = False, big_step: bool = False, asked_about: Walk | None = None) -> None:
        """Have something kept that must not be said too often. It is written at the end, if there is time."""
        if welcomed:
            self._notes = replace(self._notes, welcomed=Said(self.now, self.id))
        if big_step:
            self._notes = replace(self._notes, big_step=Said(self.now, self.id))
        if asked_about:
            self._notes = replace(self._notes, asked=Said(asked_about.started_at, self.id))

    def write_notes(self) -> None:
        """Write what was noted; manners may be lost, minutes never are, so a failure is only logged."""
        if self._notes == Profile():
            return
        try:
            self.diaries.note(self._whose(), self._notes, self.now, self.deadline)
        except StoreUnavailable as trouble:
            log.warning("notes dropped: %s", trouble)

    def _whose(self) -> str:
        if not self.household:
            raise NoWalker
        return self.household

    def _ask_time_zone_meanwhile(self) -> None:
        if not self.session.zone and not self._time_zone:
            self._time_zone = TimeZoneCall(self.ask_time_zone, self.deadline)

    def _device_zone(self) -> str:
        return self._time_zone.zone() if self._time_zone else ""

    def _keep_zone(self, diary: Diary) -> None:
        """Note the zone that the device gave, where it is news; and now and then, so that the profile is kept alive."""
        zone = self._device_zone()
        self.session.zone = self.session.zone or zone
        kept = diary.profile.zone
        is_news = kept is None or (kept.name, kept.device) != (zone, self.device) or self.now - kept.at > NOTED_AGAIN
        if zone and is_news:
            self._notes = replace(self._notes, zone=DeviceZone(zone, self.device, self.now))


def to_turn(handler_input: HandlerInput, session: Session, diaries: Diaries, deadline: Deadline) -> Turn:
    """Read a turn from the SDK's models; whatever a request may lack is as if it were empty."""
    envelope: Any = handler_input.request_envelope  # in the SDK's models everything may be None
    request: Any = envelope.request
    system = envelope.context.system
    intent: Any = request.intent if isinstance(request, IntentRequest) else None
    device = system.device.device_id if system.device else ""
    user = system.user or (envelope.session.user if envelope.session else None)
    return Turn(
        id=hashlib.sha256(request.request_id.encode()).hexdigest()[:16],
        now=request.timestamp.astimezone(UTC),
        request=intent.name if intent else request.object_type,
        slots=_slots(intent) if intent else {},
        is_new_session=bool(envelope.session and envelope.session.new),
        device=device,
        household=user.user_id if user else None,
        session=session,
        deadline=deadline,
        diaries=diaries,
        ask_time_zone=lambda: _ask_time_zone(handler_input, device),
        speech=Speech(request.locale or ""),
    )


def _ask_time_zone(handler_input: HandlerInput, device: str) -> str | None:
    services: Any = handler_input.service_client_factory
    answer = services.get_ups_service().get_system_time_zone(device)
    return answer if isinstance(answer, str) else None


def _slots(intent: Any) -> Mapping[str, Slot]:
    slots = intent.slots or {}
    return {name: Slot(slot.value, _resolved_id(slot)) for name, slot in slots.items() if slot.value}


def _resolved_id(slot: Any) -> str | None:
    """The envelope lets only a match through."""
    if not slot.resolutions:
        return None
    matched: str = slot.resolutions.resolutions_per_authority[0].values[0].value.id
    return matched
