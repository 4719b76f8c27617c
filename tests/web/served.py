"""The service for gunicorn in tests: a DynamoDB in the process, and certificates from files instead of from Amazon."""

import os
from pathlib import Path

import boto3
from cryptography.x509 import load_pem_x509_certificates
from flask import Flask
from moto import mock_aws

from skill.local.table import Table, read_definition
from skill.settings import Settings
from skill.web import create_app

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


def served() -> Flask:
    """CHAIN and ROOT in the environment name the files."""
    mock_aws().start()
    settings = Settings.from_env(os.environ)
    Table.made(boto3.client("dynamodb"), settings.table, read_definition(TEMPLATE))
    return create_app(
        settings,
        fetch=lambda _: Path(os.environ["CHAIN"]).read_bytes(),
        roots=load_pem_x509_certificates(Path(os.environ["ROOT"]).read_bytes()),
    )
