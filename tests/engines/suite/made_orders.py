"""Orders made up to be difficult: ties, refunds, guests, odd ids, all sizes of money, times with zones.

The same rows every time. What a file can't tell apart is told apart in the table: a blank customer is NULL in one row,
empty in the next, white space in another."""

import csv
import datetime
import random

from suite.orders import Orders

# Ids that end a text, a comment or a field somewhere, or sort otherwise by a language's alphabet than by bytes.
ODD_IDS = ["O'Reilly", 'say "hi"', "a,b", "back\\slash", "trailing\\", "semi;colon", "--dash", "/*star*/", "per%cent",
           "under_score", "${x}", "{{x}}", "$$", "ä", "Ä", "a", "A", "Z", "z", "é", "e\u0301", "ß", "ss", "中文", "日本",
           "😀", "\uffee", "\ue000", "𝄞", "007", "7", "07", "-1", "+1", "1e3", "NULL", "null", "true", "\\N", "=1+1",
           "tab\tinside", "line\nend", "cr\rlf\r\ninside", "' OR 1=1 --", "a b", "a  b", "A B", "#hash", "?", "`tick`",
           "[x]", "\u200bzero", "i", "I", "ı", "İ", "ǆ", "Ω", "ω", "~", "\x7f", "\x01"]


def _write(path, names, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow(["" if value is None else value for value in row])


def _made(folder, name, columns, rows, *names, **more):
    path = folder / f"{name}.csv"
    _write(path, list(columns), rows)
    return Orders(name, path, columns, rows, *names, **more)


def _ties(folder):
    chance = random.Random(1)
    rows = []
    for _ in range(4000):
        customer = f"k{int(400 * chance.random() ** 2):04d}"
        if chance.random() < 0.03:
            customer = chance.choice([None, "", "  ", "\t", "\u00a0", "\u3000 "])
        elif chance.random() < 0.05:
            customer = chance.choice([" ", "\u00a0", "\u3000", "\t "]) + customer + chance.choice(["", " ", "\u3000"])
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=30 * chance.randrange(12))
        amount = chance.choice(["0.00", "5.00", "5.00", "5.00", "9.99", "10.00", "-5.00", "-9.99", "20.00"])
        order = chance.choice(["C-", "A-", "c-"]) + str(chance.randrange(1500))
        if chance.random() < 0.1:
            order = chance.choice([None, "", " "])
        status = chance.choice(["paid", "Cancelled", "it's", " paid ", "a,b", None, ""])
        rows.append((customer, order, day.isoformat(), amount, status))
    for i in range(60):  # refunds only, and a single zero
        rows.append((f"r{i:02d}", f"A-{i}", "2024-05-05", "-1.50", "paid"))
        rows.append((f"z{i:02d}", f"A-{i}", "2024-05-05", "0.00", "paid"))
    return _made(folder, "ties", {"customer": "text", "order": "text", "day": "date", "amount": "money2",
                                  "state": "text"}, rows, "customer", "day", "amount", "order",
                 inside="2024-06-29", later="2025-06-01",
                 further=[["--keep", "state=paid"], ["--keep", "state=it's,Cancelled"], ["--drop", "state=paid"],
                          ["--status", "state", "--drop", "status=Cancelled"],
                          ["--refunds", "as-orders"], ["--refunds", "as-orders", "--as-of", "2024-03-01"],
                          ["--cancel-prefix", "C-"], ["--cancel-prefix", "C-", "--refunds", "as-orders"],
                          ["--cancel-prefix", "C-", "--no-monetary", "--map", "value-rf"],
                          ["--no-monetary", "--map", "rf10", "--method", "ntile"], ["--no-monetary", "--map", "value-rf"],
                          ["--window", "3m"], ["--window", "60d"], ["--window", "2y", "--since", "2024-04-01"],
                          ["--window", "26w", "--as-of", "2024-10-01"], ["--since", "2024-04-30"], ["--no-trim"],
                          ["--bins", "2", "--method", "r-rfm"], ["--bins", "10"], ["--bins", "7", "--method", "ntile"],
                          ["--as-of", "2020-01-01"], ["--customer", "state,customer"],
                          ["--sort", "monetary"], ["--sort", "recency_days:desc", "--top", "5"], ["--top", "7"],
                          ["--sort", "customer_id:desc"], ["--only", "sleeping", "--labels", "en"]])


def _odd(folder):
    chance = random.Random(2)
    rows = []

    def amount():
        digits = chance.choice([1, 2, 3, 4, 5, 7, 9, 11])
        text = f"{chance.randrange(10 ** digits)}.{chance.randrange(10000):04d}"
        return "-" + text if chance.random() < 0.35 else text

    customers = ODD_IDS + [f"{chance.choice(ODD_IDS)}{i}" for i in range(300)]
    for _ in range(3000):
        day = datetime.datetime(2023, 1, 1) + datetime.timedelta(seconds=chance.randrange(86400 * 700))
        order = chance.choice(ODD_IDS) + str(chance.randrange(400))
        rows.append((chance.choice(customers), order, str(day), amount(), chance.choice(ODD_IDS)))
    for i, customer in enumerate(ODD_IDS):
        rows.append((customer, "first", f"2023-02-{1 + i % 28:02d} 12:00:00", "1.0001", ""))
    columns = {'Kunde "ID"': "text", "Bestell-Nr.": "text", "when": "time", "Betrag (€)": "money4", "it's": "text"}
    return _made(folder, "odd", columns, rows, 'Kunde "ID"', "when", "Betrag (€)", "Bestell-Nr.",
                 inside="2024-01-15", later="2025-01-01",
                 further=[["--keep", "it's=O'Reilly,back\\slash,' OR 1=1 --"], ["--drop", 'it\'s=trailing\\,say "hi"'],
                          ["--keep", "it's=😀"], ["--cancel-prefix", "O'R"], ["--cancel-prefix", "back\\"],
                          ["--cancel-prefix", "per%"], ["--cancel-prefix", "under_"], ["--cancel-prefix", "${"]])


def _zones(folder):
    chance = random.Random(3)
    rows = []
    for i in range(800):
        at = datetime.datetime(2024, 3, 20) + datetime.timedelta(minutes=chance.randrange(60 * 24 * 240))
        rows.append((f"c{chance.randrange(90)}", at.strftime("%Y-%m-%dT%H:%M:%SZ"), f"{chance.randrange(99999) / 100:.2f}"))
    return _made(folder, "zones", {"id": "text", "at": "instant", "amount": "money2"}, rows, "id", "at", "amount",
                 always=["--tz", "America/New_York"], inside="2024-06-10", later="2025-01-01",
                 further=[["--tz", "Asia/Kolkata"], ["--tz", "UTC"], ["--tz", "Europe/Berlin", "--window", "2m"]])


def _few(folder):
    # Fewer customers than scores; one; none.
    rows = [("b", "2024-01-01", "1.0"), ("a", "2024-01-01", "1.0"), ("c", "2024-02-01", "2.5"), ("d", "2024-03-01", "-1.0")]
    return _made(folder, "few", {"id": "text", "on": "date", "sum": "money1"}, rows, "id", "on", "sum",
                 inside="2024-01-01", later="2024-12-31", further=[["--as-of", "2023-01-01"], ["--method", "ntile", "--bins", "10"]])


def made_orders(folder):
    """All of them, their files written to the folder."""
    return [_ties(folder), _odd(folder), _zones(folder), _few(folder)]
