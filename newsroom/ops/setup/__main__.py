"""Make this machine ready and start what was asked for: `bin/bootstrap VERB`, called by the Makefile."""

import argparse
import os
import sys

from . import ROOT, CannotSetUp, browsers, folders, locks, packages, ports, validators


def run() -> None:
    """Set up, then hand this process over to `manage.py start`."""
    host, port = ports.wanted()
    ports.refuse_taken(host, port)
    folders.prepare_var(folders.var())
    packages.ensure(packages.RUN)
    os.chdir(ROOT)
    os.execv(packages.PYTHON, [str(packages.PYTHON), "manage.py", "start"])


def main() -> None:
    """Run one verb; what cannot be done is said in one sentence."""
    parser = argparse.ArgumentParser(prog="bin/bootstrap", description="Set Newsroom up.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("setup", help="make .venv and install what serving needs")
    verbs.add_parser("setup-tests", help="the same with what tests need")
    verbs.add_parser("setup-validators", help="fetch the validators that run on Java")
    verbs.add_parser("run", help="set up and serve")
    verbs.add_parser("chromium", help="print the Chromium that browser tests drive")
    verbs.add_parser("lock", help="compile the lock files").add_argument("--upgrade", action="store_true")
    given = parser.parse_args()
    actions = {
        "setup": lambda: packages.ensure(packages.RUN),
        "setup-tests": lambda: packages.ensure(packages.TEST),
        "setup-validators": validators.ensure,
        "run": run,
        "chromium": lambda: print(browsers.find()),
        "lock": lambda: locks.compile_all(given.upgrade),
    }
    try:
        actions[given.verb]()
    except CannotSetUp as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
