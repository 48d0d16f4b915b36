"""Looks up what is installed in the register of known vulnerabilities, and never claims more than it did.

    python -m harness.audit requirements/dev.lock
    python -m harness.audit requirements/dev.lock --may-be-away     for CI where the register can't be reached

pip-audit ends well when it could look up nothing at all. Its --strict fails then, but tells a register
that is away no better from a single unknown package; so what it did look up is counted here, as strictly.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

MAY_BE_AWAY = "--may-be-away"


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of it: how many packages were looked up, which were not, and which are vulnerable."""

    audited: int
    skipped: tuple[str, ...] = ()
    vulnerable: tuple[str, ...] = ()

    @classmethod
    def read(cls, report: str) -> "Audit":
        """From pip-audit's JSON; an empty text means that it looked up nothing."""
        entries = json.loads(report)["dependencies"] if report.strip() else []
        looked_up = [each for each in entries if "skip_reason" not in each]
        return cls(
            audited=len(looked_up),
            skipped=tuple(each["name"] for each in entries if "skip_reason" in each),
            vulnerable=tuple(
                f"{each['name']} {each['version']}: {', '.join(vuln['id'] for vuln in each['vulns'])}"
                for each in looked_up
                if each["vulns"]
            ),
        )

    def verdict(self, *, may_be_away: bool) -> tuple[int, str]:
        """The exit code and a line for people. Only where everything was looked up is all well."""
        if self.vulnerable:
            return 1, "VULNERABLE: " + "; ".join(self.vulnerable)
        if not self.audited:
            return int(
                not may_be_away
            ), "AUDIT SKIPPED: the register of vulnerabilities can't be reached from here"
        if self.skipped:
            return 1, f"AUDIT INCOMPLETE: {self.audited} looked up, but not {', '.join(self.skipped)}"
        return 0, f"{self.audited} packages looked up, none known to be vulnerable"


def main(arguments: Sequence[str]) -> int:
    """Audit the lock files named in the arguments."""
    files = [argument for argument in arguments if argument != MAY_BE_AWAY]
    command = [sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off"]
    command += ["--disable-pip", "--require-hashes"]
    for file in files:
        command += ["--requirement", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    code, said = Audit.read(done.stdout).verdict(may_be_away=MAY_BE_AWAY in arguments)
    print(said)
    if code:
        print(done.stderr, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
