"""What a run found, and the report made of it."""

import dataclasses
import json
import platform
import re
import time

import boto3

OK, FAILED, SKIPPED = "ok", "failed", "not checked"
AS_ASSUMED, DIFFERS, NOTED = "as assumed", "differs", "noted"


@dataclasses.dataclass
class Check:
    """A sentence of the promise, and whether it held."""

    sentence: str
    outcome: str
    seen: str = ""
    seconds: float = 0.0


@dataclasses.dataclass
class Answer:
    """An open question about AWS, and what this account answers."""

    question: str
    assumed: str
    outcome: str
    seen: str = ""
    evidence: object = None


class Results:
    def __init__(self, say):
        self.say = say
        self.checks: list[Check] = []
        self.answers: list[Answer] = []
        self.left: list[str] = []
        self.interrupted = False

    def check(self, *args, **kwargs) -> None:
        check = Check(*args, **kwargs)
        self.checks.append(check)
        self.say(f"{check.outcome:<12} {check.sentence}" + (f" ({check.seen})" if check.outcome != OK and check.seen else ""))

    def answer(self, *args, **kwargs) -> None:
        answer = Answer(*args, **kwargs)
        self.answers.append(answer)
        self.say(f"{answer.outcome:<12} {answer.question}" + (f" {answer.seen}" if answer.seen else ""))

    @property
    def exit_code(self) -> int:
        if self.interrupted:
            return 130
        failed = any(check.outcome == FAILED for check in self.checks)
        return 1 if failed or self.left or not self.checks else 0

    def markdown(self, facts: dict[str, str]) -> str:
        counts = {word: sum(check.outcome == word for check in self.checks) for word in (OK, FAILED, SKIPPED)}
        differing = sum(answer.outcome == DIFFERS for answer in self.answers)
        lines = [
            "# Tagscaler in a real account",
            "",
            f"{counts[OK]} checks passed, {counts[FAILED]} failed, {counts[SKIPPED]} were not made. "
            f"{differing} of {len(self.answers)} answers of AWS differ from what Tagscaler assumes.",
            "",
        ]
        if self.interrupted:
            lines += ["The run was interrupted.", ""]
        lines += [f"- {name}: {value}" for name, value in facts.items()]
        lines += [
            f"- date: {time.strftime('%Y-%m-%d')}",
            f"- client: boto3 {boto3.__version__}, Python {platform.python_version()}",
            "- left in the account: " + ("; ".join(self.left) if self.left else "nothing"),
            "",
            "## The promise",
            "",
            "| check | result | after | seen |",
            "|---|---|---|---|",
        ]
        for check in self.checks:
            after = f"{check.seconds:.0f} s" if check.outcome == OK else ""
            lines.append(f"| {cell(check.sentence)} | {check.outcome} | {after} | {cell(check.seen)} |")
        lines += ["", "## Questions that AWS's documentation leaves open", "", "| question | assumed | result | seen |", "|---|---|---|---|"]
        for answer in self.answers:
            lines.append(f"| {cell(answer.question)} | {cell(answer.assumed)} | {answer.outcome} | {cell(answer.seen)} |")
        for answer in self.answers:
            if answer.evidence is not None:
                text = answer.evidence if isinstance(answer.evidence, str) else json.dumps(answer.evidence, indent=2, default=str)
                lines += ["", f"<details><summary>{answer.question}</summary>", "", "```json", text, "```", "", "</details>"]
        return anonymous("\n".join(lines) + "\n")


def cell(text: str) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def anonymous(text: str) -> str:
    """Without account numbers, access keys and addresses."""
    text = re.sub(r"(?<!\d)\d{12}(?!\d)", "111122223333", text)
    text = re.sub(r"\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}\b", r"\1EXAMPLE", text)
    return re.sub(r'("sourceIPAddress": ")[^"]*', r"\g<1>198.51.100.1", text)
