"""Where the companion finds DynamoDB: inside its own process, or at an endpoint the environment names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import botocore.session

ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB"

_REGION = {"AWS_DEFAULT_REGION": "us-east-1"}
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "companion", "AWS_SECRET_ACCESS_KEY": "companion"}
_NO_SETTINGS = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}


@contextmanager
def dynamodb_in_this_process() -> Iterator[None]:
    """Every boto3 client made from here on talks to moto, whatever AWS settings the machine has."""
    from moto import mock_aws

    with patch.dict(os.environ):
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ.update(_REGION | _CREDENTIALS | _NO_SETTINGS)
        with mock_aws():
            yield


@contextmanager
def dynamodb_at_an_endpoint() -> Iterator[None]:
    """boto3 finds the endpoint by itself; a region and credentials are made up where there are none."""
    with patch.dict(os.environ):
        # Otherwise the search for credentials ends with a long wait for a cloud machine's own.
        os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
        session = botocore.session.get_session()
        os.environ.update({} if session.get_config_variable("region") else _REGION)
        os.environ.update({} if session.get_credentials() else _CREDENTIALS)
        yield
