"""`cdk synth`, `cdk deploy`: the app the CLI runs, as `python -m infra.app` (cdk.json says so)."""

import aws_cdk

from . import choices, nag, stacks


def main() -> None:
    """Synthesize every stack into the directory the CLI names."""
    app = aws_cdk.App()
    built = stacks.build(app, choices.read(app.node))
    nag.watch(app, [*built.values()])
    app.synth()


if __name__ == "__main__":
    main()
