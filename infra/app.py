"""`cdk synth`, `cdk deploy`: the app the CLI runs, as `python -m infra.app` (cdk.json says so)."""

import os

import aws_cdk

from . import choices, nag, stacks, vault


def main() -> None:
    """Synthesize every stack into the directory the CLI names."""
    app = aws_cdk.App()
    source = app.node.try_get_context("vault_for")
    if source:
        nag.watch(app, [vault.make_vault(app, str(source), os.environ.get("CDK_DEFAULT_ACCOUNT"))])
    else:
        nag.watch(app, [*stacks.build(app, choices.read(app.node)).values()])
    app.synth()


if __name__ == "__main__":
    main()
