"""`make cloud-up`: both Regions in an emulator of AWS on this machine, until Ctrl-C."""

import signal
import sys
from types import FrameType

from infra.emulator.deploy import Cloud
from infra.emulator.process import Emulator, NotInstalled


def main() -> None:
    """Start, deploy, print the two addresses, wait, and leave nothing behind."""

    def ended(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ended)
    emulator = Emulator()
    try:
        cloud = Cloud(emulator.start()).deploy()
        for region, address in cloud.addresses.items():
            print(f"{region}  {address}/api/v1/health/deep", flush=True)
        print(f"Mails: {emulator.url}/_ministack/ses/messages\nCtrl-C ends it; nothing is kept.", flush=True)
        signal.pause()
    except NotInstalled as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        pass
    finally:
        emulator.stop()


if __name__ == "__main__":
    main()
