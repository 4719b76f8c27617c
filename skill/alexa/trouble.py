"""What the walker hears when something goes wrong, and what the operator reads."""

import logging

from skill.alexa.reply import Reply
from skill.alexa.turn import NoWalker
from skill.failure import describe
from skill.store.diaries import DiaryUnread, DiaryUnwritten

log = logging.getLogger(__name__)


def excuse(error: Exception) -> Reply:
    """Plain speech for `error`, which is logged without anything that the walker said."""
    match error:
        case DiaryUnread():
            log.error("diary not read: %s", error)
            return Reply.say("trouble.diary_unread").as_last_word()
        case DiaryUnwritten():
            log.error("diary not written: %s", error)
            return Reply.say("trouble.diary_unwritten").as_last_word()
        case NoWalker():
            log.warning("a request without a user")
            return Reply.say("trouble.no_walker").as_last_word()
    log.error("turn failed: %s", describe(error))
    return Reply.say("trouble.unexpected").as_last_word()
