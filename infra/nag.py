"""cdk-nag's AWS Solutions rules over every stack, but for what is excepted from them (excepted.py).

A finding that is not in the table stops the synthesis, so it stops a deployment too. A row that no longer excepts
anything fails the tests.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from aws_cdk import Acknowledgment, App, Stack, Validations
from cdk_nag import AwsSolutionsChecks

from .excepted import NAG, Excepted

PACK = "AwsSolutions"


def exceptions(stack: Stack) -> Iterator[tuple[Excepted, str]]:
    """The exceptions of one stack, each rule written out."""
    for one in NAG:
        if fnmatchcase(stack.stack_name, one.stack) and stack.node.try_find_child(one.construct):
            for rule in one.rules:
                yield one, rule.format(region=stack.region, account=stack.account)


def watch(app: App, stacks: list[Stack], excepting: bool = True) -> None:
    """Have the rules checked when `app` is synthesized; without its exceptions only for counting them."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stack in stacks if excepting else ():
        for one, rule in exceptions(stack):
            construct = stack.node.find_child(one.construct)
            reason = f"{one.since}: {one.reason}"
            Validations.of(construct).acknowledge(Acknowledgment(id=f"{PACK}::{rule}", reason=reason))
