// generate_orders: writes order files of any size for benchmarks and tests.
// The same arguments give the same bytes on every machine: integer arithmetic and an own random generator only.
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace {

// splitmix64: one addition and three mixing steps a number.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        return mix(state_);
    }

    // 0 … limit - 1 for limit ≥ 1: multiply-shift on the upper 32 bits, which is even enough for limits this small.
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(((next() >> 32U) * limit) >> 32U); }

    bool one_in(std::uint32_t limit) { return below(limit) == 0; }

    static std::uint64_t mix(std::uint64_t value) {
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }

private:
    std::uint64_t state_;
};

// Collects text and hands it on in large pieces. finish() must be called; a failed write throws.
class Output {
public:
    explicit Output(std::FILE* file) : file_(file), buffer_(capacity) {}

    void text(std::string_view piece) {
        if (piece.size() > capacity - used_) flush();
        std::memcpy(buffer_.data() + used_, piece.data(), piece.size());
        used_ += piece.size();
    }

    void character(char value) {
        if (used_ == capacity) flush();
        buffer_[used_++] = value;
    }

    void number(std::uint64_t value) {
        std::array<char, 20> digits{};
        std::size_t at = digits.size();
        do {
            digits[--at] = static_cast<char>('0' + value % 10);
            value /= 10;
        } while (value != 0);
        text({digits.data() + at, digits.size() - at});
    }

    // With leading zeros up to width digits, width ≤ 20.
    void padded(std::uint64_t value, std::size_t width) {
        std::array<char, 20> digits{};
        std::size_t at = digits.size();
        while (value != 0 || digits.size() - at < width) {
            digits[--at] = static_cast<char>('0' + value % 10);
            value /= 10;
        }
        text({digits.data() + at, digits.size() - at});
    }

    void money(std::int64_t cents) {
        if (cents < 0) character('-');
        const auto size = static_cast<std::uint64_t>(cents < 0 ? -cents : cents);
        number(size / 100);
        character('.');
        padded(size % 100, 2);
    }

    void finish() {
        flush();
        if (std::fflush(file_) != 0) fail();
    }

private:
    static constexpr std::size_t capacity = std::size_t{1} << 20U;

    void flush() {
        if (std::fwrite(buffer_.data(), 1, used_, file_) != used_) fail();
        used_ = 0;
    }

    [[noreturn]] static void fail() {
        throw std::runtime_error(std::string("the output can't be written: ") + std::strerror(errno));
    }

    std::FILE* file_;
    std::vector<char> buffer_;
    std::size_t used_ = 0;
};

// The days from 2022-01-01 on, as text.
class Days {
public:
    explicit Days(std::uint32_t count) {
        std::uint32_t year = 2022;
        std::uint32_t month = 1;
        std::uint32_t day = 1;
        while (days_.size() < count) {
            std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
            put(text.data(), year, 4);
            put(text.data() + 5, month, 2);
            put(text.data() + 8, day, 2);
            days_.push_back(text);
            if (++day > length(year, month)) {
                day = 1;
                if (++month > 12) {
                    month = 1;
                    ++year;
                }
            }
        }
    }

    std::uint32_t count() const { return static_cast<std::uint32_t>(days_.size()); }
    std::string_view at(std::uint32_t index) const { return {days_[index].data(), days_[index].size()}; }

private:
    static void put(char* to, std::uint32_t value, int width) {
        for (int at = width - 1; at >= 0; --at) {
            to[at] = static_cast<char>('0' + value % 10);
            value /= 10;
        }
    }

    static std::uint32_t length(std::uint32_t year, std::uint32_t month) {
        if (month == 2) return year % 4 == 0 ? 29 : 28;  // right from 1901 to 2099
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    std::vector<std::array<char, 10>> days_;
};

struct Request {
    std::uint64_t rows = 0;
    std::uint64_t customers = 0;
    std::uint64_t seed = 1;
};

constexpr std::uint32_t three_years = 1096;
constexpr std::array<std::string_view, 5> channels{"web", "app", "store", "phone", "market"};
constexpr std::array<std::string_view, 8> cities{"Lisbon,PT",   "Köln,DE", "São Paulo,BR", "Gdańsk,PL",
                                                 "Montréal,CA", "上海,CN", "Leeds,GB",     "Aarhus,DK"};
constexpr std::array<std::string_view, 12> words{"linen", "mug",   "candle", "blanket", "bowl",   "spoon",
                                                 "plate", "knife", "basket", "lamp",    "pillow", "jar"};

template <std::size_t count>
std::string_view pick(Random& random, const std::array<std::string_view, count>& from) {
    return from[random.below(static_cast<std::uint32_t>(count))];
}

// Half of the draws are even over all customers; the other half favour low ranks (the product of three even draws), so
// that purchase counts are skewed. These ranks are spread over the ids, so that the frequent ones are not neighbours.
class Customers {
public:
    explicit Customers(std::uint64_t count) : count_(static_cast<std::uint32_t>(count)) {}

    std::uint64_t pick(Random& random) const {
        const std::uint32_t rank = random.below(count_);
        if (random.one_in(2)) return rank;
        return spread(random.below(random.below(rank + 1) + 1));
    }

private:
    // Any map of 0 … count - 1 into itself will do: ranks that meet only make one customer more frequent.
    std::uint64_t spread(std::uint32_t rank) const { return (Random::mix(rank + 1U) >> 32U) * count_ >> 32U; }

    std::uint32_t count_;
};

void write_customer(Output& out, std::uint64_t customer) {
    out.character('C');
    out.padded(customer + 1, 7);
}

// 0.50 … about 650.00, small amounts more often than large ones.
std::int64_t amount(Random& random) {
    return std::int64_t{50} + random.below(5000) + random.below(random.below(60000) + 1);
}

void write_narrow_row(Output& out, Random& random, const Days& days, std::uint64_t customer) {
    write_customer(out, customer);
    out.character(',');
    out.text(days.at(random.below(days.count())));
    out.character(',');
    const std::int64_t cents = amount(random);
    out.money(random.one_in(50) ? -cents : cents);
    out.character(',');
    out.text(pick(random, channels));
    out.character('\n');
}

void write_narrow(Output& out, const Request& request) {
    Random random(request.seed);
    const Customers customers(request.customers);
    const Days days(three_years);
    out.text("customer_id,order_date,amount,channel\n");
    for (std::uint64_t row = 0; row < request.rows; ++row) {
        write_narrow_row(out, random, days, customers.pick(random));
    }
}

// Nearly one row a customer: every customer once in a scattered order, then the rest of the rows at random.
void write_many(Output& out, const Request& request) {
    Random random(request.seed);
    const Days days(three_years);
    std::uint64_t step = request.customers / 2 + request.customers / 8 + 1;
    while (std::gcd(step, request.customers) != 1) ++step;
    std::uint64_t customer = 0;
    out.text("customer_id,order_date,amount,channel\n");
    for (std::uint64_t row = 0; row < request.rows; ++row) {
        if (row < request.customers) {
            customer = (customer + step) % request.customers;
        } else {
            customer = random.below(static_cast<std::uint32_t>(request.customers));
        }
        write_narrow_row(out, random, days, customer);
    }
}

void write_clock(Output& out, Random& random) {
    const std::uint32_t second = random.below(86400);
    out.padded(second / 3600, 2);
    out.character(':');
    out.padded(second / 60 % 60, 2);
    out.character(':');
    out.padded(second % 60, 2);
}

void write_words(Output& out, Random& random, std::uint32_t count) {
    for (std::uint32_t word = 0; word < count; ++word) {
        if (word != 0) out.character(' ');
        out.text(pick(random, words));
    }
}

// A quoted text: plain, or with a delimiter, doubled quotes or a newline inside.
void write_note(Output& out, Random& random) {
    out.character('"');
    write_words(out, random, 2 + random.below(3));
    switch (random.below(8)) {
        case 0:
            out.text(R"(, ""fragile"", )");
            break;
        case 1:
            out.text("\nsecond line, ");
            break;
        case 2:
            out.text("\r\n\"\"quoted\"\" ");
            break;
        default:
            out.text(", ");
            break;
    }
    write_words(out, random, 4 + random.below(4));
    out.character('"');
}

void write_wide(Output& out, const Request& request) {
    Random random(request.seed);
    const Customers customers(request.customers);
    const Days days(three_years);
    out.text(
        "order_id,created_at,customer_id,email,customer_name,financial_status,currency,subtotal,shipping_fee,tax,total,"
        "discount_code,shipping_method,billing_street,billing_city,billing_zip,billing_country,product_title,sku,"
        "quantity,notes,source_channel,tags\n");
    for (std::uint64_t row = 0; row < request.rows; ++row) {
        const std::uint64_t customer = customers.pick(random);
        std::int64_t net = amount(random);
        std::int64_t shipping = random.one_in(3) ? 0 : 495;
        std::int64_t tax = net / 5;
        if (random.one_in(50)) {
            net = -net;
            shipping = 0;
            tax = -tax;
        }
        const std::string_view city_and_country = pick(random, cities);
        const std::size_t comma = city_and_country.find(',');
        out.text("SO-");
        out.padded(row + 1, 9);
        out.character(',');
        out.text(days.at(random.below(days.count())));
        out.character('T');
        write_clock(out, random);
        out.text("Z,");
        write_customer(out, customer);
        out.text(",buyer");
        out.number(customer + 1);
        out.text("@example.org,\"");
        out.text(words[customer % words.size()]);
        out.text("ov, ");
        out.text(words[customer / words.size() % words.size()]);
        out.text(random.one_in(20) ? R"( ""Kit"" B.",)" : R"( B.",)");
        out.text(net < 0 ? "refunded," : "paid,");
        out.text("EUR,");
        out.money(net);
        out.character(',');
        out.money(shipping);
        out.character(',');
        out.money(tax);
        out.character(',');
        out.money(net + shipping + tax);
        out.character(',');
        if (random.one_in(6)) out.text("WELCOME10");
        out.text(shipping == 0 ? ",pick-up,\"" : ",parcel,\"");
        out.number(1 + random.below(180));
        out.text(", ");
        out.text(pick(random, words));
        out.text(" street\",");
        out.text(city_and_country.substr(0, comma));
        out.character(',');
        out.padded(10000 + random.below(89999), 5);
        out.text(city_and_country.substr(comma));
        out.text(",\"");
        write_words(out, random, 4);
        out.text("\",SKU-");
        out.padded(random.below(40000), 5);
        out.character(',');
        out.number(1 + random.below(4));
        out.character(',');
        write_note(out, random);
        out.character(',');
        out.text(pick(random, channels));
        out.text(",\"returning,newsletter,");
        out.text(pick(random, words));
        out.text("\"\n");
    }
}

// Order lines: 1 … 6 consecutive rows share order, customer and date.
void write_lines(Output& out, const Request& request) {
    Random random(request.seed);
    const Customers customers(request.customers);
    const Days days(three_years);
    out.text("order_id,customer_id,order_date,sku,quantity,amount\n");
    std::uint64_t order = 0;
    for (std::uint64_t row = 0; row < request.rows;) {
        ++order;
        const std::uint64_t customer = customers.pick(random);
        const std::uint32_t day = random.below(days.count());
        const std::uint64_t left = request.rows - row;
        const std::uint64_t wanted = 1 + random.below(6);
        const std::uint64_t lines = wanted < left ? wanted : left;
        for (std::uint64_t line = 0; line < lines; ++line, ++row) {
            out.character('O');
            out.padded(order, 8);
            out.character(',');
            write_customer(out, customer);
            out.character(',');
            out.text(days.at(day));
            out.text(",SKU-");
            out.padded(random.below(40000), 5);
            out.character(',');
            const std::uint32_t quantity = 1 + random.below(3);
            out.number(quantity);
            out.character(',');
            const std::int64_t cents = amount(random) * quantity;
            out.money(random.one_in(50) ? -cents : cents);
            out.character('\n');
        }
    }
}

// Few distinct days, amounts and frequencies; refunds, customers with refunds only, and guests. Ids of several lengths.
void write_ties(Output& out, const Request& request) {
    constexpr std::array<std::int64_t, 6> amounts{0, 500, 1000, 1000, 2500, 10000};
    Random random(request.seed);
    const Days days(three_years);
    out.text("customer_id,order_id,order_date,amount\n");
    std::uint32_t customer = 0;
    for (std::uint64_t row = 0; row < request.rows; ++row) {
        if (row == 0 || random.one_in(2)) customer = random.below(static_cast<std::uint32_t>(request.customers));
        const std::uint32_t kind = random.below(20);
        if (kind != 0) {
            out.text(customer % 7 == 0 ? "customer-with-a-long-name-" : "T");
            out.number(customer);
        }
        out.text(",K");
        out.number(row / 3);  // neighbours share the id: one order where they share the customer, else two
        out.character(',');
        out.text(days.at(random.below(6) * 30));
        out.character(',');
        const std::int64_t cents = amounts[random.below(static_cast<std::uint32_t>(amounts.size()))];
        const bool refund_only = customer % 11 == 0;
        if (refund_only || kind == 1) {
            out.money(cents == 0 ? -250 : -cents);
        } else {
            out.money(cents);
        }
        out.character('\n');
    }
}

struct Kind {
    const char* about;
    std::uint64_t rows;
    std::uint64_t customers;
    void (*write)(Output&, const Request&);
};

const std::map<std::string, Kind>& kinds() {
    static const std::map<std::string, Kind> all{
        {"narrow", {"4 columns, about 32 bytes a row", 20'000'000, 2'000'000, write_narrow}},
        {"wide", {"23 columns, about 290 bytes a row, quoted texts", 4'000'000, 400'000, write_wide}},
        {"lines", {"order lines, 1 to 6 an order", 20'000'000, 2'000'000, write_lines}},
        {"many", {"as narrow, nearly one row a customer", 20'000'000, 15'000'000, write_many}},
        {"small", {"as narrow, 10,000 rows", 10'000, 1'000, write_narrow}},
        {"ties", {"few distinct values, refunds, guests", 100'000, 20'000, write_ties}},
    };
    return all;
}

std::string describe_kinds() {
    std::string text = "\nKinds, with their default rows and customers:";
    for (const auto& [name, kind] : kinds()) {
        text += "\n  " + name + std::string(8 - name.size(), ' ') + kind.about + "; " + std::to_string(kind.rows) +
                " rows, " + std::to_string(kind.customers) + " customers";
    }
    return text;
}

std::FILE* open_output(const std::string& path) {
    if (path == "-") return stdout;
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) throw std::runtime_error(path + " can't be made: " + std::strerror(errno));
    return file;
}

void generate(const Kind& kind, const Request& request, const std::string& path) {
    std::FILE* file = open_output(path);
    Output out(file);
    kind.write(out, request);
    out.finish();
    if (file != stdout && std::fclose(file) != 0) {
        throw std::runtime_error(path + " can't be written: " + std::strerror(errno));
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        CLI::App app("Writes an order file made of random rows; the same arguments always give the same bytes.");
        app.footer(describe_kinds);
        std::string name;
        std::string path = "-";
        Request request;
        app.add_option("kind", name, "what to write, see below")->required();
        app.add_option("--rows", request.rows, "records below the header");
        const auto* customers = app.add_option("--customers", request.customers, "distinct customers to draw from");
        app.add_option("--seed", request.seed, "another number, other data")->capture_default_str();
        app.add_option("-o,--output", path, "file to write; - is standard output")->capture_default_str();
        CLI11_PARSE(app, argc, argv);

        const auto found = kinds().find(name);
        if (found == kinds().end()) {
            std::cerr << "generate_orders: there is no kind '" << name << "'; see --help\n";
            return 64;
        }
        if (app.count("--rows") == 0) request.rows = found->second.rows;
        if (customers->count() == 0) request.customers = found->second.customers;
        if (request.customers == 0 || request.customers > std::numeric_limits<std::uint32_t>::max() / 2) {
            std::cerr << "generate_orders: --customers must be between 1 and 2147483647\n";
            return 64;
        }
        generate(found->second, request, path);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "generate_orders: " << error.what() << '\n';
        return 74;
    }
}
