"""The way to the DynamoDB API: one botocore session for tables and KMS, explicit limits, and failures by one name.

Limits (seconds): connect 1, read 3 (KMS 1); two tries after the first, with botocore's jittered exponential pauses.
"""

from __future__ import annotations

import email.utils
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore.config
import botocore.exceptions
import botocore.parsers
import botocore.session
from pynamodb.exceptions import PynamoDBException, TableDoesNotExist

from chalicelib import clock

from .busy import Busy, FateUnknown
from .failures import Misconfigured

CONNECT_SECONDS = 1
READ_SECONDS = 3
# KMS answers in milliseconds, and one request may need it five times: waiting long helps nobody.
KMS_SECONDS = 1
TRIES = 3
POOL = 64

_THROTTLED = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TooManyRequestsException",
    "ReplicatedWriteConflictException",
}
_BROKEN = {"InternalServerError", "InternalFailure", "ServiceUnavailable", "RequestTimeout"}


class Line:
    """One botocore session and the clients made from it."""

    def __init__(self, endpoint: str | None, region: str) -> None:
        """`endpoint` is the engine's URL, None for AWS itself."""
        self.endpoint, self.region = endpoint, region
        self.session: Any = botocore.session.get_session()
        if endpoint and "AWS_ACCESS_KEY_ID" not in os.environ:
            # An engine on the same machine checks no credentials, but every request must be signed with some.
            self.session.set_credentials("izwork", "izwork")
        self.dynamodb: Any = self.client("dynamodb", endpoint, READ_SECONDS)
        self.dynamodb.meta.events.register("response-received.dynamodb", _hear)
        self._kms: Any = None

    def kms(self, endpoint: str | None = None) -> Any:
        """The KMS client, made on first use: a process with key files never needs it."""
        if self._kms is None:
            self._kms = self.client("kms", endpoint, KMS_SECONDS)
        return self._kms

    def client(self, name: str, endpoint: str | None, read_seconds: float) -> Any:
        """A client of an AWS service, with our limits."""
        config = botocore.config.Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=read_seconds,
            max_pool_connections=POOL,
            parameter_validation=False,
            tcp_keepalive=True,
            # Otherwise it is put together anew for every request: a seventh of what a call costs.
            user_agent="izwork",
            retries={"total_max_attempts": TRIES, "mode": "standard"},
        )
        return self.session.create_client(name, self.region, endpoint_url=endpoint, config=config)


def _hear(response_dict: Any = None, **_: Any) -> None:
    """The date of every answer of the engine's goes to the clock."""
    date = response_dict and response_dict["headers"].get("Date")
    if date:
        clock.hear(round(email.utils.parsedate_to_datetime(date).timestamp() * 1000))


@contextmanager
def reaching(writing: bool = False) -> Iterator[None]:
    """Turn throttling and lost lines into Busy, and into FateUnknown when what was sent may have been applied."""
    try:
        yield
    except PynamoDBException as failure:
        raise _named(failure, failure.cause, writing) from failure
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as failure:
        raise _named(failure, failure, writing) from failure


def _named(failure: Exception, cause: Any, writing: bool) -> Exception:
    if isinstance(failure, TableDoesNotExist):
        return Misconfigured(f"{failure}: create the tables first")
    if isinstance(cause, botocore.exceptions.ClientError):
        code = cause.response.get("Error", {}).get("Code", "")
        if code in _THROTTLED:
            return Busy(1.0, "the engine throttles")
        status = cause.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code in _BROKEN or status >= 500:
            return FateUnknown(1.0, "the engine failed") if writing else Busy(1.0, "the engine failed")
        return failure
    if isinstance(
        cause, (botocore.exceptions.EndpointConnectionError, botocore.exceptions.ConnectTimeoutError)
    ):
        # With several tries the last one may have found no one while an earlier one got through.
        return (
            FateUnknown(2.0, "the engine is out of reach")
            if writing
            else Busy(2.0, "the engine is out of reach")
        )
    if isinstance(cause, (botocore.exceptions.HTTPClientError, botocore.parsers.ResponseParserError)):
        return FateUnknown(1.0, "no answer") if writing else Busy(1.0, "no answer")
    return failure
