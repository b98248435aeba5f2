"""The secret that CloudFront sends to the API with every request, so that what it says of who asks is believed.

The API has an address of its own, which anyone may call with any header; only our CloudFront knows the secret. It is
made by Secrets Manager in the leader and copied to where it is used; templates only name it. It guards the limits per
address and nothing else, so it is changed when somebody may have seen it: docs/deploy.md says how.
"""

from aws_cdk import RemovalPolicy, SecretValue, Stack
from aws_cdk import aws_secretsmanager as secretsmanager

from .choices import Choices
from .regions import EDGE
from .roles import PREFIX

NAME = f"{PREFIX}edge"


def make(stack: Stack, chosen: Choices) -> None:
    """The secret, in the leader's `stack`."""
    others = {EDGE, *chosen.regions.serving} - {stack.region}
    secretsmanager.Secret(
        stack,
        "Edge",
        secret_name=NAME,
        description="By which the API knows CloudFront",
        generate_secret_string=secretsmanager.SecretStringGenerator(
            password_length=64, exclude_punctuation=True
        ),
        replica_regions=[secretsmanager.ReplicaRegion(region=region) for region in sorted(others)],
        removal_policy=RemovalPolicy.RETAIN,
    )


def secret() -> str:
    """A reference to it, read in the stack's own Region when it is deployed."""
    return SecretValue.secrets_manager(NAME).unsafe_unwrap()
