"""Who is told: two topics in each Region, `page` wakes someone and `ticket` waits for the morning.

Both have the same names everywhere, so an alarm names its topic without asking another stack.
"""

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs

from .choices import Choices
from .roles import PREFIX

SERVICES = ("cloudwatch.amazonaws.com", "events.amazonaws.com")


def make(stack: Stack, chosen: Choices) -> dict[str, sns.Topic]:
    """The topics of the Region of `stack`, with the addresses that were chosen."""
    return {
        tells: _topic(stack, tells, addresses)
        for tells, addresses in (("page", chosen.page), ("ticket", chosen.ticket or chosen.page))
    }


def _topic(stack: Stack, tells: str, addresses: tuple[str, ...]) -> sns.Topic:
    topic = sns.Topic(stack, tells.capitalize(), topic_name=PREFIX + tells, enforce_ssl=True)
    topic.add_to_resource_policy(
        iam.PolicyStatement(
            sid="Alarms",
            principals=[iam.ServicePrincipal(one) for one in SERVICES],
            actions=["sns:Publish"],
            resources=[topic.topic_arn],
            conditions={"StringEquals": {"aws:SourceAccount": stack.account}},
        )
    )
    for address in addresses:
        topic.add_subscription(_subscription(address))
    return topic


def _subscription(address: str) -> sns.ITopicSubscription:
    if address.startswith("https://"):
        return subscriptions.UrlSubscription(address)
    if address.startswith("+"):
        return subscriptions.SmsSubscription(address)
    return subscriptions.EmailSubscription(address)


def action(stack: Stack, tells: str) -> cloudwatch.IAlarmAction:
    """What an alarm in the Region of `stack` does to tell."""
    arn = stack.format_arn(service="sns", resource=PREFIX + tells)
    found = stack.node.try_find_child(f"Told-{tells}")
    topic = found or sns.Topic.from_topic_arn(stack, f"Told-{tells}", arn)
    return actions.SnsAction(topic)


def dead_letters(stack: Stack) -> sqs.Queue:
    """Where what gave up after all its tries is kept for two weeks; an alarm counts it."""
    return sqs.Queue(
        stack,
        "DeadLetters",
        queue_name=f"{PREFIX}dead-letters",
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
    )
