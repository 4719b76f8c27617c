"""The cold start: settings, skill, handler."""

import logging
import os
import sys

from skill.app import build_skill
from skill.settings import BadSetting, Settings

logging.getLogger("skill").setLevel(logging.INFO)

try:
    handler = build_skill(Settings.from_env(os.environ)).handle
except BadSetting as problem:
    sys.exit(f"My Back Walk cannot start. {problem}")
