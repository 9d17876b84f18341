"""The real order files beside the checkout, read with Python's csv and not with rfm."""

import csv
import datetime

from suite.orders import Orders
from suite.paths import SHARED


def _records(name):
    with open(SHARED / name, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _rfm_sample():
    name = "rfm-r/rfm_data_orders.csv"
    rows = [(r["customer_id"], r["order_date"], r["revenue"]) for r in _records(name)]
    return Orders("rfm-r", SHARED / name, {"customer_id": "text", "order_date": "date", "revenue": "money2"}, rows,
                  "customer_id", "order_date", "revenue", inside="2005-06-30", later="2007-03-01")


def _cdnow():
    # Whole numbers as ids: the result is in the byte order of their digits all the same.
    name = "cdnow/cdnowElog.csv"
    rows = [(int(r["masterid"]), f"{r['date'][:4]}-{r['date'][4:6]}-{r['date'][6:]}", r["sales"])
            for r in _records(name)]
    return Orders("cdnow", SHARED / name, {"masterid": "whole", "date": "date", "sales": "money2"}, rows,
                  "masterid", "date", "sales", inside="1997-10-01", later="1998-07-15",
                  further=[["--refunds", "as-orders"], ["--bins", "10", "--method", "r-rfm"]])


def _uci():
    name = "uci-online-retail/orders_with_cancellations.csv"
    rows = [(r["customer_id"], r["invoice"], r["order_datetime"], r["amount"]) for r in _records(name)]
    return Orders("uci", SHARED / name,
                  {"customer_id": "text", "invoice": "text", "order_datetime": "time", "amount": "money4"}, rows,
                  "customer_id", "order_datetime", "amount", "invoice", inside="2011-06-15", later="2012-01-31",
                  further=[["--window", "6m"], ["--window", "90d", "--as-of", "2011-09-01"],
                           ["--since", "2011-03-01", "--method", "ntile"], ["--refunds", "as-orders"],
                           ["--cancel-prefix", "C", "--method", "r-rfm"], ["--no-monetary", "--map", "value-rf"],
                           ["--sort", "monetary:desc", "--top", "100"], ["--sort", "segment"],
                           ["--sort", "rfm_score:desc"], ["--only", "high-value,at-risk"], ["--bins", "3"],
                           ["--bins", "10", "--method", "ntile"], ["--labels", "zh"]])


def _superstore_us():
    # Lines of orders; dates of the form M/D/YYYY, names of columns with spaces.
    name = "superstore-us/Sample - Superstore.csv"
    rows = []
    for r in _records(name):
        month, day, year = map(int, r["Order Date"].split("/"))
        rows.append((r["Order ID"], datetime.date(year, month, day).isoformat(), r["Customer ID"], r["Category"],
                     r["Sales"]))
    return Orders("superstore-us", SHARED / name,
                  {"Order ID": "text", "Order Date": "date", "Customer ID": "text", "Category": "text",
                   "Sales": "money4"}, rows,
                  "Customer ID", "Order Date", "Sales", "Order ID", reading=["--date-format", "mdy"],
                  inside="2018-07-01", later="2020-02-29",
                  further=[["--keep", "Category=Furniture,Technology"], ["--drop", "Category=Furniture"]])


def _superstore_zh():
    # Names of columns, and values, in Chinese.
    name = "superstore-zh/superstore_zh_orders.utf8bom.csv"
    rows = [(r["订单 ID"], r["订单日期"].replace("/", "-"), r["客户 ID"], r["地区"], r["销售额"])
            for r in _records(name)]
    return Orders("superstore-zh", SHARED / name,
                  {"订单 ID": "text", "订单日期": "date", "客户 ID": "text", "地区": "text", "销售额": "money3"}, rows,
                  "客户 ID", "订单日期", "销售额", "订单 ID", inside="2016-05-01", later="2018-01-15",
                  further=[["--keep", "地区=华东,西北", "--labels", "zh"]])


def _chinook():
    name = "chinook/invoices_with_customers.csv"
    rows = [(int(r["InvoiceId"]), int(r["CustomerId"]), r["InvoiceDate"], r["Total"]) for r in _records(name)]
    return Orders("chinook", SHARED / name,
                  {"InvoiceId": "whole", "CustomerId": "whole", "InvoiceDate": "time", "Total": "money2"}, rows,
                  "CustomerId", "InvoiceDate", "Total", "InvoiceId", inside="2023-06-01", later="2026-01-01")


def real_orders():
    """All of them; none where the folder is not there."""
    if not SHARED.is_dir():
        return []
    return [_rfm_sample(), _cdnow(), _uci(), _superstore_us(), _superstore_zh(), _chinook()]
