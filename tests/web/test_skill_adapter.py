"""flask-ask-sdk's adapter loads beside any OpenSSL, and nobody else notices how."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NO_STAND_IN_STAYS = """
import sys
import skill.skill_adapter
assert not any(name.partition(".")[0] == "certvalidator" for name in sys.modules)
"""

THE_REAL_ONE_IS_STILL_THERE = """
import sys
from types import ModuleType
real = sys.modules["certvalidator"] = ModuleType("certvalidator")
errors = sys.modules["certvalidator.errors"] = ModuleType("certvalidator.errors")
import skill.skill_adapter
assert sys.modules["certvalidator"] is real
assert sys.modules["certvalidator.errors"] is errors
"""

OSCRYPTO_IS_NOT_TOUCHED = """
import sys
sys.modules["oscrypto"] = None  # importing it would fail
import skill.skill_adapter
"""

A_STAND_IN_VALIDATES_NOTHING = """
import skill.skill_adapter
from ask_sdk_webservice_support.verifier import CertificateValidator
try:
    CertificateValidator(b"", [])
except NotImplementedError:
    pass
else:
    raise AssertionError("a certificate was validated")
"""


@pytest.mark.parametrize(
    "code",
    [NO_STAND_IN_STAYS, THE_REAL_ONE_IS_STILL_THERE, OSCRYPTO_IS_NOT_TOUCHED, A_STAND_IN_VALIDATES_NOTHING],
    ids=[
        "no stand-in stays behind",
        "a module that was there is there again",
        "oscrypto is not touched",
        "a stand-in that somebody took along validates nothing",
    ],
)
def test_importing_the_adapter(code: str) -> None:
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stderr) == (0, "")
