"""The steps of a rollout, as a state machine in Amazon States Language: plain Python, so that a promise's test reads it."""

from typing import Any

from .release import ALIAS

STEPS = (0.05, 0.5, 1)  # shares of the requests
QUIET, MINUTE = 10, 60  # minutes without an alarm, seconds in one


def definition(function: str, alarms: list[str], minute: int = MINUTE, quiet: int = QUIET) -> dict[str, Any]:
    """The machine, in Amazon States Language with JSONata. Started with {"version": "7"}; it fails, and the alias is
    where it was, when one of the alarms rings or anything else goes wrong."""
    states = _beginning(function) | {
        "Shift": _update(
            function,
            "{% $steps[$step] = 1 ? $version : $before %}",
            "{% $steps[$step] = 1 ? {} : {$version: $steps[$step]} %}",
        )
        | {"Assign": {"minutes": 0}, "Next": "Wait", "Catch": _back()},
        "Wait": {"Type": "Wait", "Seconds": minute, "Next": "Look"},
        "Look": _task("cloudwatch:describeAlarms", {"AlarmNames": alarms, "StateValue": "ALARM"})
        | {
            "Assign": {"ringing": "{% [$states.result.MetricAlarms.AlarmName] %}", "minutes": "{% $minutes + 1 %}"},
            "Next": "Judge",
            "Catch": _back(),
        },
        "Judge": {
            "Type": "Choice",
            "Choices": [
                {"Condition": "{% $count($ringing) > 0 %}", "Next": "Back"},
                {"Condition": f"{{% $minutes < {quiet} %}}", "Next": "Wait"},
                {
                    "Condition": "{% $step < $count($steps) - 1 %}",
                    "Assign": {"step": "{% $step + 1 %}"},
                    "Next": "Shift",
                },
            ],
            "Default": "Done",
        },
        "Done": {"Type": "Succeed"},
        "Back": _update(function, "{% $before %}", {}) | {"Next": "Turned back"},
        "Turned back": {
            "Type": "Fail",
            "Error": "TurnedBack",
            "Cause": "{% 'back at version ' & $before & '; ringing: ' & $join($ringing, ', ') & $fault %}",
        },
    }  # fmt: skip
    return {"QueryLanguage": "JSONata", "StartAt": "Others", "States": states}


def _beginning(function: str) -> dict[str, Any]:
    """One at a time, and from where the alias is."""
    running = {"StateMachineArn": "{% $states.context.StateMachine.Id %}", "StatusFilter": "RUNNING"}
    return {
        "Others": _task("sfn:listExecutions", running)
        | {"Assign": {"others": "{% $count($states.result.Executions) - 1 %}"}, "Next": "Alone"},
        "Alone": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $others > 0 %}", "Next": "Under way"}],
            "Default": "Now",
        },
        "Under way": {"Type": "Fail", "Error": "UnderWay", "Cause": "another version is being rolled out"},
        "Now": _task("lambda:getAlias", {"FunctionName": function, "Name": ALIAS})
        | {
            "Assign": {
                "version": "{% $states.context.Execution.Input.version %}",
                "before": "{% $states.result.FunctionVersion %}",
                "steps": list(STEPS), "step": 0, "ringing": [], "fault": "",
            },
            "Next": "New",
        },
        "New": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $version = $before %}", "Next": "Done"}],
            "Default": "Shift",
        },
    }  # fmt: skip


def _update(function: str, version: str, weights: Any) -> dict[str, Any]:
    told = {
        "FunctionName": function,
        "Name": ALIAS,
        "FunctionVersion": version,
        "RoutingConfig": {"AdditionalVersionWeights": weights},
    }
    return _task("lambda:updateAlias", told)


def _task(call: str, told: dict[str, Any]) -> dict[str, Any]:
    """A call of AWS's API, tried for two minutes before it counts as failed."""
    tries = {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 6}
    return {
        "Type": "Task",
        "Resource": f"arn:aws:states:::aws-sdk:{call}",
        "Arguments": told,
        "Retry": [tries],
    }


def _back() -> list[dict[str, Any]]:
    said = {"fault": "{% ' ' & $states.errorOutput.Error %}"}
    return [{"ErrorEquals": ["States.ALL"], "Assign": said, "Next": "Back"}]
