"""flask-ask-sdk's adapter over the skill, beside any OpenSSL."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response

from skill.app import BackWalk


class _Absent(Exception):
    """Stands for certvalidator's exceptions and for its validator, and lets nobody validate anything."""

    def __init__(self, *_: object) -> None:
        raise NotImplementedError("certvalidator was left out: skill.verification does its work")


@contextmanager
def _without_certvalidator() -> Iterator[None]:
    """Stand-ins for the package that the adapter's own verifiers want, for as long as the adapter is imported.

    certvalidator loads oscrypto, which cannot read the version of an OpenSSL whose last number has two digits.
    """
    package, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(package).update(CertificateValidator=_Absent)
    vars(errors).update(PathError=_Absent, ValidationError=_Absent)
    real = {name: module for name, module in sys.modules.items() if name in (package.__name__, errors.__name__)}
    sys.modules.update({package.__name__: package, errors.__name__: errors})
    try:
        yield
    finally:
        del sys.modules[package.__name__], sys.modules[errors.__name__]
        sys.modules.update(real)


with _without_certvalidator():
    from flask_ask_sdk.skill_adapter import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter


def adapted(skill: BackWalk, app: Flask) -> Callable[[], Response]:
    """A view that answers Flask's current request with `skill`.

    The adapter's own verifiers are off: they come after the request was deserialised, and much that they should
    refuse ends in an error. Whoever calls the view has verified the request before.
    """
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    adapter = SkillAdapter(skill=_RawSkill(skill), skill_id=None, app=app)
    view: Callable[[], Response] = adapter.dispatch_request
    return view


class _RawSkill(CustomSkill):
    """The skill as the adapter wants it; BackWalk reads raw requests and never raises, so nothing else is needed."""

    def __init__(self, skill: BackWalk) -> None:
        self._skill = skill
        self.serializer = _Json()
        self.custom_user_agent = ""

    def invoke(self, request_envelope: Any, context: Any) -> Any:
        return self._skill.handle(request_envelope, context)


class _Json(DefaultSerializer):
    """A serializer that makes no models: requests come in as JSON and responses are plain already."""

    def deserialize(self, payload: Any, obj_type: object) -> Any:
        return json.loads(payload)

    def serialize(self, obj: Any) -> Any:
        return obj
