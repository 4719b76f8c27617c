"""A few measurements of one thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Sample:
    """Values in one unit; at least two of them."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> "Sample":
        return cls(tuple(values))

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def middle_half(self) -> tuple[float, float]:
        """The quartiles between which half of the values lie."""
        lower, _, upper = quantiles(self.values, n=4, method="inclusive")
        return lower, upper

    def ratio_to(self, other: "Sample") -> float:
        """Median to median."""
        return self.median / other.median
