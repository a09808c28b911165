"""The names of everything that a run makes. A run can be cleaned up from its name alone."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Names:
    """The names of a run; each starts with the run's own name."""

    run: str

    @property
    def prefix(self) -> str:
        return f"tagscaler-verify-{self.run}"

    @property
    def model(self) -> str:
        return self.prefix

    @property
    def serverless(self) -> str:
        return f"{self.prefix}-serverless"

    @property
    def asynchronous(self) -> str:
        return f"{self.prefix}-async"

    @property
    def host(self) -> str:
        return f"{self.prefix}-host"

    @property
    def component(self) -> str:
        return f"{self.prefix}-component"

    @property
    def other_config(self) -> str:
        """A configuration without the variant that is registered."""
        return f"{self.prefix}-other"

    @property
    def endpoints(self) -> list[str]:
        """Each has a configuration of the same name."""
        return [self.serverless, self.asynchronous, self.host]

    @property
    def queue(self) -> str:
        return f"{self.prefix}-events"

    @property
    def rules(self) -> dict[str, str]:
        """The rules that record events, by what they record."""
        return {"aws": f"{self.prefix}-aws", "own": f"{self.prefix}-own"}

    @property
    def role(self) -> str:
        return f"{self.prefix}-probe"


def variant_id(endpoint: str, variant: str = "AllTraffic") -> str:
    return f"endpoint/{endpoint}/variant/{variant}"


def component_id(component: str) -> str:
    return f"inference-component/{component}"
