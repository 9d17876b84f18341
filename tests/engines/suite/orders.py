"""Tables of orders: the file that `rfm score` reads, and the same rows with types for the engines."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Orders:
    """One file, and the table made of it."""

    name: str
    path: Path
    # Column of the table to its type: text, whole, date, time, instant, or money with its decimals, as in money2.
    columns: dict
    rows: list
    customer: str
    date: str
    amount: str
    order_id: str = ""
    # For score only: how the file is to be read. A table has types instead.
    reading: list = field(default_factory=list)
    # For both.
    always: list = field(default_factory=list)
    # An as-of date among the orders, and one after them.
    inside: str = ""
    later: str = ""
    # Flags of further cases, each a list.
    further: list = field(default_factory=list)

    def column_flags(self, with_order_id):
        """The flags that name the columns, the same for a file and a table."""
        flags = ["--customer", self.customer, "--date", self.date, "--amount", self.amount]
        if with_order_id:
            flags += ["--order-id", self.order_id]
        return flags + self.always
