// Orders of several lines, in several currencies, with amounts whose decimal mark is found late: every byte of the
// answer is that of a simple model, whatever the chunk size, the threads and the memory.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/decimal.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

// One order as the model knows it.
struct ModelOrder {
    std::string customer;
    std::string id;
    std::string day;
    std::int64_t hundredths = 0;
    int lines = 1;
};

std::vector<ModelOrder> model_orders(std::uint64_t seed, int count) {
    Numbers numbers(seed);
    std::vector<ModelOrder> orders;
    for (int i = 0; i < count; ++i) {
        ModelOrder order;
        order.customer = numbers.below(12) == 0 ? "" : fmt::format("customer-{}", numbers.below(40));
        if (numbers.below(5) == 0 && !order.customer.empty()) order.customer += " with a long name";
        order.id = fmt::format("#{}", 1000 + i);
        order.day = fmt::format("2024-{:02}-{:02}", 1 + numbers.below(12), 1 + numbers.below(28));
        order.hundredths = numbers.below(9'999'999);
        order.lines = 1 + numbers.below(4);
        orders.push_back(order);
    }
    return orders;
}

// What score must say of them, worked out the simple way: last day, orders and sum for each customer.
std::string model_answer(const std::vector<ModelOrder>& orders, int factor = 1) {
    struct Customer {
        std::string last;
        int orders = 0;
        std::int64_t hundredths = 0;
    };
    std::map<std::string, Customer> customers;
    for (const ModelOrder& order : orders) {
        if (order.customer.empty()) continue;
        Customer& customer = customers[order.customer];
        customer.last = std::max(customer.last, order.day);
        ++customer.orders;
        customer.hundredths += factor * order.hundredths;
    }
    std::string text;
    for (const auto& [id, customer] : customers) {
        text += fmt::format("{},{},{},{}\n", id, customer.last, customer.orders,
                            base::format_scaled(customer.hundredths * 10'000, 2));
    }
    return text;
}

// The same columns of a real answer.
std::string found_answer(const ScoredCustomers& customers) {
    std::string text;
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const CustomerRow row = customers.row(i);
        text += fmt::format("{},{},{},{}\n", row.id, format_day(row.last_order_day), row.frequency,
                            base::format_scaled(row.monetary_scaled, 2));
    }
    return text;
}

void check_everywhere(Plan plan, const std::string& expected) {
    plan.threads = 1;
    const ScoredCustomers whole = score(plan);
    REQUIRE(found_answer(whole) == expected);
    const std::string answer = whole_answer(plan);
    for (const std::size_t chunk : {1UL, 7UL, 64UL, 65UL, 150UL, 1000UL, 4096UL}) {
        for (const unsigned threads : {1U, 2U, 3U, 7U}) {
            CAPTURE(chunk, threads);
            plan.chunk_size = chunk;
            plan.threads = threads;
            if (whole_answer(plan) != answer) FAIL_CHECK("the answer differs");
        }
    }
    for (const std::uint64_t limit : {std::uint64_t{1}, (std::uint64_t{16} << 20) + 30'000}) {
        plan.chunk_size = 1000;
        plan.threads = 2;
        plan.memory_limit = limit;
        if (plan.drop_duplicates) continue;  // what was seen has to stay in memory
        CAPTURE(limit);
        if (whole_answer(plan) != answer) FAIL_CHECK("the answer differs");
    }
}

std::string decimal(std::int64_t hundredths, char mark = '.') {
    return fmt::format("{}{}{:02}", hundredths / 100, mark, hundredths % 100);
}

TEST_CASE("lines: the total on an order's first line only") {
    const TemporaryFolder folder;
    const std::vector<ModelOrder> orders = model_orders(1, 400);
    std::uint64_t further = 0;
    std::uint64_t guests = 0;
    for (const bool id_repeated : {false, true}) {
        std::string text = "customer,date,order id,amount,item\n";
        further = guests = 0;
        for (const ModelOrder& order : orders) {
            text += fmt::format("{},{},{},{},first\n", order.customer, order.day, order.id, decimal(order.hundredths));
            guests += order.customer.empty() ? 1 : 0;
            for (int line = 1; line < order.lines; ++line) {
                text += id_repeated
                            ? fmt::format("{},{},{},,\"an item\nin two lines\"\n", order.customer, order.day, order.id)
                            : fmt::format(",,{},,another item\n", order.id);
                ++further;
            }
        }
        Plan plan;
        plan.inputs = {folder.write("orders.csv", text)};
        check_everywhere(plan, model_answer(orders));
        plan.amount_per = AmountPer::order;
        check_everywhere(plan, model_answer(orders));
        const ScoredCustomers customers = score(plan);
        CHECK(customers.summary().rows.further_lines == further);
        CHECK(customers.summary().rows.guest == guests);
        CHECK(customers.summary().warnings.empty());
    }
}

TEST_CASE("lines: one whose order is not above it has no amount, and is bad") {
    const TemporaryFolder folder;
    const std::vector<ModelOrder> orders = model_orders(2, 200);
    std::string text = "customer,date,order id,amount\n";
    std::uint64_t bad = 0;
    std::uint64_t further = 0;
    for (const ModelOrder& order : orders) {
        if (order.customer.empty()) continue;
        text += fmt::format("{},{},{},{}\n", order.customer, order.day, order.id, decimal(order.hundredths));
        if (order.lines == 1) continue;
        text += fmt::format("{},{},{},\n", order.customer, order.day, order.id);  // goes on
        ++further;
        text += fmt::format("{},{},{}x,\n", order.customer, order.day, order.id);  // of another
        text += fmt::format("{},{},{}x,\n", order.customer, order.day, order.id);  // and so the next
        text += fmt::format("nobody,{},{}x,\n", order.day, order.id);
        text += fmt::format("{},{},,\n", order.customer, order.day);  // of none
        bad += 4;
    }
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    plan.rejects_path = folder.file("rejects.csv");
    check_everywhere(plan, model_answer(orders));
    const ScoredCustomers customers = score(plan);
    CHECK(customers.summary().rows.rejected == bad);
    CHECK(customers.summary().rows.further_lines == further);
    // Another file goes on with nothing.
    plan.inputs = {folder.write("a.csv", "customer,date,order id,amount\na,2025-01-01,1,5\n"),
                   folder.write("b.csv", "customer,date,order id,amount\na,2025-01-01,1,\n")};
    CHECK(score(plan).summary().rows.rejected == 1);
}

TEST_CASE("lines: the order's amount on every line") {
    const TemporaryFolder folder;
    const std::vector<ModelOrder> orders = model_orders(3, 400);
    Numbers numbers(4);
    std::vector<std::string> rows;
    std::string lines = "customer,date,order id,amount\n";
    for (const ModelOrder& order : orders) {
        for (int line = 0; line < order.lines; ++line) {
            // The order's amount, or nothing of it.
            const bool zero = line > 0 && numbers.below(3) == 0;
            rows.push_back(fmt::format("{},{},{},{}\n", order.customer, order.day, order.id,
                                       decimal(zero ? 0 : order.hundredths)));
        }
    }
    // Lines of an order need not stand together.
    for (std::size_t i = rows.size(); i > 1; --i) {
        std::swap(rows[i - 1], rows[static_cast<std::size_t>(numbers.below(static_cast<int>(i)))]);
    }
    for (const std::string& row : rows) lines += row;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", lines)};
    plan.amount_per = AmountPer::order;
    check_everywhere(plan, model_answer(orders));
    CHECK(score(plan).summary().orders_differing == 0);
}

TEST_CASE("lines: amounts of one order that differ are reported") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,date,order id,amount\n"
                                "a,2025-01-01,1,10.00\n"
                                "b,2025-01-01,1,10.00\n"  // another's order of the same number
                                "a,2025-01-01,2,7.00\n"
                                "a,2025-01-01,1,12.50\n"
                                "a,2025-01-01,2,0.00\n"
                                "a,2025-01-01,1,-3.00\n"
                                "a,2025-01-01,1,-3.00\n"
                                "a,2025-01-01,,1.00\n"
                                "a,2025-01-01,,1.00\n")};
    plan.amount_per = AmountPer::order;
    check_everywhere(plan, "a,2025-01-01,4,18.50\nb,2025-01-01,1,10.00\n");
    const ScoredCustomers customers = score(plan);
    CHECK(customers.summary().orders_differing == 1);
    REQUIRE(customers.summary().warnings.size() == 1);
    CHECK(customers.summary().warnings[0] ==
          "--amount-per order: 1 order has different amounts on its lines; the largest counts. It starts at " +
              plan.inputs[0] + ":2");
}

// As long as 1,234 may be 1.234, nothing is known; what comes at last settles all before.
TEST_CASE("decimal marks: an amount late in the input settles those before it") {
    const TemporaryFolder folder;
    Numbers numbers(6);
    for (const char mark : {'.', ','}) {
        const char other = mark == '.' ? ',' : '.';
        std::vector<ModelOrder> orders = model_orders(7, 300);
        std::string text = "customer;date;amount\n";
        for (ModelOrder& order : orders) {
            // Whole amounts, in thousands or not: 950, 1,234.
            const int whole = numbers.below(2) == 0 ? numbers.below(1000) : 1000 + numbers.below(999'000);
            order.hundredths = whole * std::int64_t{100};
            const std::string amount =
                whole < 1000 ? std::to_string(whole) : fmt::format("{}{}{:03}", whole / 1000, other, whole % 1000);
            text += fmt::format("{};{};{}\n", order.customer, order.day, amount);
        }
        orders.push_back({"customer-1", "", "2024-01-01", 1'234'567'891, 1});
        text += fmt::format("customer-1;2024-01-01;12{0}345{0}678{1}91\n", other, mark);
        Plan plan;
        plan.inputs = {folder.write("orders.csv", text)};
        INFO(mark);
        check_everywhere(plan, model_answer(orders));
        CHECK(score(plan).summary().decimal_form ==
              fmt::format("{} (from '12{}345{}678{}91')", mark == '.' ? "point" : "comma", other, other, mark));
    }
}

TEST_CASE("decimal marks: what contradicts the first amount that decides is a bad row") {
    const TemporaryFolder folder;
    std::vector<ModelOrder> orders = model_orders(8, 300);
    std::string text = "customer;date;amount\n";
    std::uint64_t bad = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        ModelOrder& order = orders[i];
        if (order.customer.empty()) order.customer = "somebody";
        // Nothing decides for a while; then the comma does.
        if (i < 100) order.hundredths = order.hundredths / 100 * 100;
        text += fmt::format("{};{};{}\n", order.customer, order.day,
                            i < 100 ? std::to_string(order.hundredths / 100) : decimal(order.hundredths, ','));
        if (i % 7 == 3 && i > 100) {
            text += fmt::format("{};{};{}\n", order.customer, order.day, "12.5");
            ++bad;
        }
    }
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    plan.rejects_path = folder.file("rejects.csv");
    check_everywhere(plan, model_answer(orders));
    CHECK(score(plan).summary().rows.rejected == bad);
    plan.rejects_path.clear();
    CHECK(whole_answer(plan).find("'12.5' is not a number; try --decimal .") != std::string::npos);
}

TEST_CASE("decimal marks: what is said of a bad amount does not depend on when the mark was decided") {
    const test::TemporaryFolder folder;
    Plan plan;
    plan.amount = "amount";
    plan.rejects_path = folder.file("rejects.csv");
    const auto check = [&](const std::string& text, const std::string& words) {
        plan.inputs = {folder.write("orders.csv", text)};
        for (const unsigned threads : {1U, 3U}) {
            plan.threads = threads;
            for (std::size_t size = 1; size <= text.size() + 1; size += threads) {
                plan.chunk_size = size;
                if (whole_answer(plan).find(words) == std::string::npos) FAIL_CHECK(size << ": " << whole_answer(plan));
            }
        }
    };
    check("customer;date;amount\nb;2024-03-05;1\\ 234,56\na;2024-03-05;12,50\n",
          R"(orders.csv:2: column 'amount': '1\\ 234,56' is not a number; try --decimal ,")");
    // Of two columns that need different marks, the same one is wrong before the decision and behind it.
    plan.refund = "refund";
    check("customer;date;amount;refund\na;2024-03-05;12,50;1\nb;2024-03-05;7,50;1.25\n",
          "orders.csv:3: column 'refund': '1.25' is not a number; try --decimal .");
    check("customer;date;amount;refund\nb;2024-03-05;7,50;1.25\na;2024-03-05;12,50;1\n",
          "orders.csv:2: column 'amount': '7,50' is not a number; try --decimal ,");
}

TEST_CASE("decimal marks: when nothing decides, nothing is guessed") {
    const TemporaryFolder folder;
    Plan plan;
    const auto refusal = [&](const std::string& amounts) {
        plan.inputs = {folder.write("orders.csv", "customer;date;amount\n" + amounts)};
        return whole_answer(plan);
    };
    const std::string words = refusal("a;2025-01-01;5\nb;2025-01-01;1,234\nc;2025-01-01;7.500\n");
    CHECK(words == plan.inputs[0] +
                       ":3: '1,234' is 1234 with a decimal point and 1.234 with a decimal comma, and no row "
                       "decides; say which it is with --decimal . or --decimal ,");
    // Amounts that are the same either way need no decision.
    CHECK(refusal("a;2025-01-01;5\nb;2025-01-01;1234\nc;2025-01-01;-7\n").starts_with("customer_id"));
    plan.amount_per = AmountPer::order;
    CHECK(refusal("a;2025-01-01;1,234\n").find("--amount-per order needs order ids") != std::string::npos);
    plan.order_id = "date";
    plan.date = "date";
    CHECK(refusal("a;2025-01-01;1,234\n").find("with --amount-per order say which it is") != std::string::npos);
}

TEST_CASE("currencies: kept, converted, or refused") {
    const TemporaryFolder folder;
    const std::vector<ModelOrder> orders = model_orders(9, 300);
    std::string text = "customer,date,amount,currency\n";
    std::vector<ModelOrder> euros;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const bool euro = i % 3 != 1;
        text += fmt::format("{},{},{},{}\n", orders[i].customer, orders[i].day, decimal(orders[i].hundredths),
                            euro ? i % 2 == 0 ? "EUR" : "eur" : "USD");
        if (euro) euros.push_back(orders[i]);
    }
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    CHECK(whole_answer(plan) == "amounts are in more than one currency, and can't be summed: 'EUR' (" + plan.inputs[0] +
                                    ":2), 'USD' (" + plan.inputs[0] +
                                    ":3)\nkeep one with --currency EUR, or convert them with --rates FILE (a CSV file "
                                    "currency,rate)");
    plan.only_currency = "Eur";
    plan.as_of = parse_iso_day("2025-01-01");
    check_everywhere(plan, model_answer(euros));
    CHECK(score(plan).summary().rows.other_currency > 50);
    CHECK(score(plan).summary().currency == "EUR");
    plan.only_currency.clear();
    plan.rates_path = folder.write("rates.csv", "currency,rate\nEUR,2\nUSD,2.000\n");
    check_everywhere(plan, model_answer(orders, 2));
    plan.rates_path = folder.write("rates.csv", "currency,rate\nEUR,2\n");
    CHECK(whole_answer(plan).find("column 'currency': 'USD' is a currency that --rates has no rate for") !=
          std::string::npos);
}

TEST_CASE("currencies: beside the amounts as well") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,date,amount\na,2025-01-01,€5.00\nb,2025-01-01,6.00\na,2025-01-02,$7.50\n")};
    CHECK(whole_answer(plan).find("'€' (" + plan.inputs[0] + ":2), '$' (" + plan.inputs[0] + ":4)") !=
          std::string::npos);
    plan.only_currency = "$";
    plan.rejects_path = folder.file("rejects.csv");
    const ScoredCustomers customers = score(plan);
    CHECK(found_answer(customers) == "a,2025-01-02,1,7.50\n");
    CHECK(customers.summary().rows.other_currency == 1);
    CHECK(customers.summary().rows.rejected == 1);  // of which nothing is known
}

TEST_CASE("duplicates: records that are equal byte for byte count once, over all inputs") {
    const TemporaryFolder folder;
    const std::vector<ModelOrder> orders = model_orders(10, 300);
    const std::string header = "customer,date,amount,note\n";
    std::string first = header;
    std::string second = header;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const std::string row =
            fmt::format("{},{},{},\"n{}\n\"\n", orders[i].customer, orders[i].day, decimal(orders[i].hundredths), i);
        if (i < 200) first += row;
        if (i >= 100) second += row;  // the exports overlap
    }
    Plan plan;
    plan.inputs = {folder.write("a.csv", first), folder.write("b.csv", second)};
    plan.drop_duplicates = true;
    check_everywhere(plan, model_answer(orders));
    const RowCounts rows = score(plan).summary().rows;
    CHECK(rows.duplicates > 80);
    CHECK(rows.read == 400);
    CHECK(rows.read == rows.used + rows.guest + rows.duplicates);
    plan.memory_limit = 1;
    CHECK(whole_answer(plan).starts_with("--dedupe: there are more records than memory has room for"));
}

TEST_CASE("duplicates: equal bytes are none where the columns stand in other places") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("a.csv", "customer,date,amount\n5,2025-01-01,7.00\n"),
                   folder.write("b.csv", "amount,date,customer\n5,2025-01-01,7.00\n"),
                   folder.write("c.csv", "customer,date,amount\n5,2025-01-01,7.00\n")};
    plan.drop_duplicates = true;
    check_everywhere(plan, "5,2025-01-01,1,7.00\n7.00,2025-01-01,1,5.00\n");
    CHECK(score(plan).summary().rows.duplicates == 1);
}

TEST_CASE("cancellations: marked in the order id, whatever sign their amount has") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,date,order id,amount\n"
                                "a,2025-01-01,1,10.00\n"
                                "a,2025-01-05,C1,4.00\n"
                                "a,2025-01-06,C2,-1.00\n"
                                "b,2025-01-07,C3,3.00\n"
                                "b,2025-01-02,c4,2.00\n")};
    plan.cancel_prefix = "C";
    check_everywhere(plan, "a,2025-01-01,1,5.00\nb,2025-01-02,1,-1.00\n");
    CHECK(score(plan).summary().rows.refunds == 3);
}

TEST_CASE("refunds in a column of their own are subtracted, and the order stays an order") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,date,amount,Refunded Amount\n"
                                "a,2025-01-01,10.00,\n"
                                "a,2025-01-05,4.00,4.00\n"
                                "b,2025-01-06,5.00,-1.5\n"
                                "c,2025-01-07,1.00,3\n")};
    CHECK(score(plan).summary().warnings ==
          std::vector<std::string>{plan.inputs[0] + ": refunds in column 'Refunded Amount' are not subtracted; where "
                                                    "they are not taken off the amount already, --refund 'Refunded "
                                                    "Amount' does it"});
    plan.refund = "refunded amount";
    check_everywhere(plan, "a,2025-01-05,2,10.00\nb,2025-01-06,1,3.50\nc,2025-01-07,1,-2.00\n");
    plan.inputs = {folder.write("orders.csv", "customer,date,amount,Refunded Amount\na,2025-01-01,10.00,x\n")};
    CHECK(whole_answer(plan).find("column 'Refunded Amount': 'x' is not a number") != std::string::npos);
}

TEST_CASE("customers: the first column that is not blank, and ids with or without case and white space") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "Email,date,amount,Customer ID\n"
                                "Ann@x.com,2025-01-01,1.00,\n"
                                "ann@X.com ,2025-01-02,2.00, \n"
                                "bob@x.com,2025-01-03,4.00,77\n"
                                "\"ANN@x.com\",2025-01-04,8.00,\"\"\n"
                                " ,2025-01-05,16.00,\n")};
    plan.customer = "Customer ID,Email";
    check_everywhere(plan,
                     "77,2025-01-03,1,4.00\nANN@x.com,2025-01-04,1,8.00\nAnn@x.com,2025-01-01,1,1.00\n"
                     "ann@X.com,2025-01-02,1,2.00\n");
    plan.fold_customer_case = true;
    check_everywhere(plan, "77,2025-01-03,1,4.00\nann@x.com,2025-01-04,3,11.00\n");
    plan.trim_ids = false;
    check_everywhere(plan, "77,2025-01-03,1,4.00\nann@x.com,2025-01-04,2,9.00\nann@x.com ,2025-01-02,1,2.00\n");
    CHECK(score(plan).summary().rows.guest == 1);
    plan.customer = "Customer ID,";
    CHECK(whole_answer(plan) == "--customer 'Customer ID,': a column between the commas has no name");
    plan.customer = "Customer ID,Mail";
    CHECK(whole_answer(plan).find("has no column 'Mail' (from --customer)") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
