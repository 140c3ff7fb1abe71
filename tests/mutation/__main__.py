"""Plant bugs in some files and say which survive: ``python -m tests.mutation hru_advocate/domain/plan --most 100``."""

from __future__ import annotations

import argparse
import sys

from tests.mutation.planting import ROOT, TESTS, Plantation


def main() -> None:
    """Read what is wanted, plant, and print every survivor and the score."""
    parser = argparse.ArgumentParser(description="Plants deliberate bugs and prints those that no test notices.")
    parser.add_argument("paths", nargs="+", help="files or folders of the project")
    parser.add_argument("--most", type=int, default=300, help="how many bugs at most")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--tests", nargs="*", default=TESTS, help="the tests to hold them against")
    parser.add_argument("--again", action="store_true", help="the program and its tests as the run before copied them")
    parser.add_argument("--anew", nargs="*", default=(), help="with --again: a copy of now, in which these are noted")
    wanted = parser.parse_args()
    folder = ROOT / "build" / "mutation"
    folder.mkdir(parents=True, exist_ok=True)
    plantation = Plantation(folder, wanted.tests, wanted.workers, again=wanted.again, anew=wanted.anew)
    score = plantation.score(wanted.paths, most=wanted.most, seed=wanted.seed, minutes=wanted.minutes)
    sys.stdout.write(score.say(" ".join(wanted.paths)) + "\n")


if __name__ == "__main__":
    main()
