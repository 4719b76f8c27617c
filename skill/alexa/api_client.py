"""How Alexa's own services are called: with time-outs, without retries, never redirected."""

from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse
from urllib3 import PoolManager, Timeout

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 1.0
MOST_AT_ONCE = 32
"""Calls, where the skill is served by threads: the connections that are kept open."""


class TimedApiClient(ApiClient):
    """Carries the SDK's service calls over urllib3; the SDK's own client waits for ever."""

    def __init__(self) -> None:
        timeout = Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS)
        self._pool = PoolManager(maxsize=MOST_AT_ONCE, timeout=timeout, retries=False)

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """Raises urllib3.exceptions.HTTPError when there is no answer in time."""
        answer = self._pool.request(
            request.method, request.url, headers=dict(request.headers or []), body=request.body or None, redirect=False
        )
        return ApiClientResponse(
            headers=list(answer.headers.items()), status_code=answer.status, body=answer.data.decode("utf-8")
        )
