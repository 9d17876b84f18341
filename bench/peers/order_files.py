"""What the peers are told about the order files: the columns, and which of them hold what.

rfm finds all of this by itself, within the time measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderFile:
    """The columns of one kind of file with their types: text, day, time, money or number."""

    columns: dict
    date: str
    amount: str
    order_id: str | None = None  # None: each row is an order of its own
    customer: str = "customer_id"


NARROW = OrderFile(
    columns={"customer_id": "text", "order_date": "day", "amount": "money", "channel": "text"},
    date="order_date",
    amount="amount",
)

WIDE = OrderFile(
    columns={
        "order_id": "text",
        "created_at": "time",
        "customer_id": "text",
        "email": "text",
        "customer_name": "text",
        "financial_status": "text",
        "currency": "text",
        "subtotal": "money",
        "shipping_fee": "money",
        "tax": "money",
        "total": "money",
        "discount_code": "text",
        "shipping_method": "text",
        "billing_street": "text",
        "billing_city": "text",
        "billing_zip": "text",
        "billing_country": "text",
        "product_title": "text",
        "sku": "text",
        "quantity": "number",
        "notes": "text",
        "source_channel": "text",
        "tags": "text",
    },
    date="created_at",
    amount="total",
    order_id="order_id",
)

LINES = OrderFile(
    columns={
        "order_id": "text",
        "customer_id": "text",
        "order_date": "day",
        "sku": "text",
        "quantity": "number",
        "amount": "money",
    },
    date="order_date",
    amount="amount",
    order_id="order_id",
)

TIES = OrderFile(
    columns={"customer_id": "text", "order_id": "text", "order_date": "day", "amount": "money"},
    date="order_date",
    amount="amount",
    order_id="order_id",
)

ORDER_FILES = {"narrow": NARROW, "wide": WIDE, "lines": LINES, "ties": TIES}
