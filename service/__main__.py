"""The entry of `tvaers serve`, and of `python -m service`: starts everything and stops everything."""

import sys

from graph.errors import GraphError
from service.process.supervisor import Ended, Supervisor
from service.settings import SettingsError, load_settings

FAILED = 1


def main() -> int:
    """Run the service until it is told to stop; the exit code tells how it went."""
    try:
        Supervisor(load_settings()).run()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return FAILED
    except (Ended, GraphError) as error:
        print(f"\nTværs er standset: {error}", file=sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
