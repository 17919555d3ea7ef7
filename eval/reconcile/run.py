"""Hold linking and reconciling against the cases.

    python eval/reconcile/run.py [CASES.yaml]

Prints a line a case and what differs; ends with 1 where something does.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from eval.reconcile.cases import CASES, differences, read_cases


def main() -> int:
    """0 where every case comes out as expected."""
    cases = read_cases(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
    failed = 0
    for case in cases:
        wrong = differences(case)
        failed += bool(wrong)
        print("\n    ".join([f"{'FAILS' if wrong else 'ok   '} {case.name}", *wrong]))
    print(f"{len(cases) - failed} of {len(cases)} cases come out as worked out by hand")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
