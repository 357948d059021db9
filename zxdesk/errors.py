"""The errors a person is meant to read; anything else that is raised is a bug."""


class ZxdeskError(Exception):
    """Base of all expected errors: one Chinese sentence, and what to do about it.

    Attributes:
        message: What happened and what was kept.
        advice: What the reader can do now.
        code: A stable English word for scripts (`error.code` of `--json`).
    """

    code = "error"

    def __init__(self, message: str, advice: str, *, code: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        self.advice = advice
        if code:
            self.code = code

    def __str__(self) -> str:
        """Give the sentence as it is shown: 「发生了什么；请怎样做。」"""
        return f"{self.message.rstrip('。；')}；{self.advice.rstrip('。')}。"


class UserError(ZxdeskError):
    """The call or the input is wrong; the same call will fail again (exit code 2)."""

    code = "usage"


class RefusedError(ZxdeskError):
    """The program understood but held back, e.g. an undo in conflict (exit code 1)."""

    code = "refused"


class EnvironmentProblem(ZxdeskError):
    """The ledger or a file cannot be used: disk, lock, rights, damage (exit code 3)."""

    code = "environment"
