"""No case of the verification may be lost: how many there are, group by group."""

from collections.abc import Collection

import pytest

from tests.web import (
    test_after_passing,
    test_body,
    test_certificate_url,
    test_chain,
    test_fetching,
    test_headers,
    test_methods,
    test_signature,
    test_skill_id,
    test_timestamp,
)

REFUSED: dict[str, tuple[Collection[str], int]] = {
    "headers": (test_headers.REFUSED, 6),
    "certificate URL": (test_certificate_url.REFUSED, 14),
    "fetching it": (test_fetching.REFUSED, 7),
    "redirects": (test_fetching.REDIRECTS, 4),
    "chain": (test_chain.REFUSED, 8),
    "name": (test_chain.REFUSED_NAMES, 5),
    "signature": (test_signature.REFUSED, 5),
    "timestamp": (test_timestamp.REFUSED, 7),
    "body": (test_body.REFUSED, 9),
    "skill id": (test_skill_id.REFUSED, 5),
    "method": (test_methods.REFUSED, 3),
}

PASSING: dict[str, tuple[Collection[str], int]] = {
    "headers": (test_headers.PASSING, 2),
    "certificate URL": (test_certificate_url.PASSING, 4),
    "chain": (test_chain.PASSING, 2),
    "signature": (test_signature.PASSING, 2),
    "timestamp": (test_timestamp.PASSING, 7),
    "timestamp of events": (test_timestamp.EVENTS_THAT_PASS, 1),
    "skill id": (test_skill_id.PASSING, 2),
    "after passing": (test_after_passing.ANSWERED_WITH_NOTHING, 2),
}

STANDING_ALONE = [
    test_fetching.test_a_request_with_an_address_out_of_shape_is_refused_and_nothing_is_fetched,
    test_fetching.test_a_request_is_refused_when_amazons_name_is_not_found,
    test_fetching.test_a_certificate_is_fetched_once_and_then_known,
    test_fetching.test_fifty_variants_of_an_address_are_one,
    test_fetching.test_a_certificate_that_was_changed_is_found_without_a_restart,
    test_after_passing.test_the_same_signed_request_twice_is_answered_twice_and_counted_once,
]
"""Cases that are not in a table; naming one that is gone ends the import of this module."""


@pytest.mark.parametrize(("cases", "count"), REFUSED.values(), ids=REFUSED)
def test_every_case_that_must_be_refused_is_tried(cases: Collection[str], count: int) -> None:
    assert len(cases) == count


@pytest.mark.parametrize(("cases", "count"), PASSING.values(), ids=PASSING)
def test_every_case_that_must_pass_is_tried(cases: Collection[str], count: int) -> None:
    assert len(cases) == count


def test_every_case_that_stands_alone_is_tried() -> None:
    assert len(STANDING_ALONE) == 6
