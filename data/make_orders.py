#!/usr/bin/env python3
"""Writes data/orders.csv: two years of a small shop that does not exist. Always the same bytes."""

import csv
import datetime
import pathlib
import random

FIRST_DAY = datetime.date(2023, 7, 1)
DAYS = 731
GIVEN_NAMES = (
    "Ada Alma Amélie Anders Anna Aoife Ben Björn Carla Chloé Clara Daniel Dorota Elif Emil Emma Erik Eva Felix Fatima "
    "Frida Giulia Greta Hana Hugo Ida Igor Ines Ivan Jakub Jan João Jonas José Julia Karin Lars Lea Léo Lina Lucía Luca "
    "Łukasz Magnus Mara Marta Mateo Max Mia Milan Nils Nina Noah Olga Oskar Paula Pavel Pia Rosa Sara Søren Sofia Tomás "
    "Tove Vera Viktor Yara Zoë Zuzana"
).split()
FAMILY_NAMES = (
    "Almeida Andersen Bauer Becker Bernard Bianchi Costa Dubois Dvořák Eriksson Fischer Fontaine García Groß Haas Horváth "
    "Jensen Kaya Keller Kowalski Larsen Lindqvist López Maier Martin Müller Murphy Nagy Novák Nowak Núñez O'Brien O'Neill "
    "Okafor Olsen Petrov Ricci Rossi Santos Schäfer Silva Smith Šimić Thompson Vogel Wagner Weiß Yılmaz Zając"
).split()
ODD_NAMES = [
    'Katarina "Kit" Lindgren',
    'Café "Zum Löwen"',
    "Harbour & Sons, Ltd.",
    "Ortega, María José",
    "Blumenhaus Petersen\nz. Hd. Frau Petersen",
    'The "Corner" Shop, Leeds',
    "Atelier Roux\n2e étage",
    "王小明",
    "佐藤 花子",
    "김민준",
    "Ольга Смирнова",
    "Αλέξης Παππάς",
]
PRODUCTS = [  # name, price in cents, how often it is bought
    ("Linen tea towel", 1250, 9),
    ("Stoneware mug", 1690, 10),
    ("Stoneware plate, large", 2390, 6),
    ("Beeswax candle", 890, 10),
    ("Olive-wood spoon", 1150, 7),
    ("Wool blanket", 8900, 3),
    ("Cast-iron pan, 28 cm", 6450, 3),
    ('Chef\'s knife, 8"', 7990, 2),
    ("Coffee beans, 1 kg", 2190, 12),
    ("Loose-leaf tea, 250 g", 1390, 9),
    ("Herb pot", 1490, 5),
    ("Enamel bowl", 1850, 5),
    ("Gift card", 5000, 2),
    ("Notebook, dotted", 1290, 6),
    ("Copper watering can", 4590, 2),
    ("Postcard", 120, 4),
]
KINDS = [  # share of customers, chance that one is still buying, orders from, to, items from, to
    (0.16, 0.85, 5, 14, 1, 3),  # regulars
    (0.24, 0.70, 2, 5, 1, 2),  # now and then
    (0.26, 0.55, 1, 1, 1, 2),  # once
    (0.17, 0.05, 3, 8, 1, 3),  # regulars who stopped
    (0.17, 0.05, 1, 2, 1, 1),  # gone
]


def make_customers(random_source, count):
    names = list(ODD_NAMES)
    while len(names) < count:
        name = f"{random_source.choice(GIVEN_NAMES)} {random_source.choice(FAMILY_NAMES)}"
        if name not in names:
            names.append(name)
    random_source.shuffle(names)
    return [(f"C{1001 + number}", name) for number, name in enumerate(names)]


def order_days(random_source, still_buying, orders):
    """Days counted from FIRST_DAY: spread over the customer's time with the shop."""
    first = random_source.randrange(0, 400)
    last = random_source.randrange(DAYS - 110, DAYS) if still_buying else random_source.randrange(first, DAYS - 190)
    if orders == 1:
        return [last]
    return [last] + [random_source.randint(min(first, last), last) for _ in range(orders - 1)]


def items(random_source, count):
    weights = [weight for _, _, weight in PRODUCTS]
    chosen = random_source.choices(PRODUCTS, weights, k=count)
    return [(name, price * random_source.choice((1, 1, 1, 1, 2, 3))) for name, price, _ in dict.fromkeys(chosen)]


def make_orders(random_source):
    """Orders as (day, customer id, customer name, status, [(product, cents)])."""
    orders = []
    for customer_id, name in make_customers(random_source, 300):
        kind = random_source.choices(KINDS, [kind[0] for kind in KINDS])[0]
        _, still_buying, least, most, fewest_items, most_items = kind
        count = random_source.randint(least, most)
        for day in order_days(random_source, random_source.random() < still_buying, count):
            bought = items(random_source, random_source.randint(fewest_items, most_items))
            status = "cancelled" if random_source.random() < 0.02 else "completed"
            orders.append((day, customer_id, name, status, bought))
            if status == "completed" and random_source.random() < 0.05 and day + 10 < DAYS:
                product, cents = random_source.choice(bought)
                back = day + random_source.randint(3, 9)
                orders.append((back, customer_id, name, "refunded", [(product, -cents)]))
    for _ in range(14):  # guests
        bought = items(random_source, random_source.randint(1, 2))
        orders.append((random_source.randrange(DAYS), "", "", "completed", bought))
    orders.sort(key=lambda order: order[0])
    return orders


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def main():
    orders = make_orders(random.Random(20230701))
    path = pathlib.Path(__file__).with_name("orders.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["order_id", "order_date", "customer_id", "customer_name", "product", "amount", "status"])
        for number, (day, customer_id, name, status, bought) in enumerate(orders, start=10001):
            date = FIRST_DAY + datetime.timedelta(days=day)
            for product, cents in bought:
                writer.writerow([number, date.isoformat(), customer_id, name, product, money(cents), status])


if __name__ == "__main__":
    main()
