#include "cli/flags.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/memory_size.h"
#include "base/shown_text.h"
#include "base/white_space.h"
#include "cli/nearest_word.h"
#include "orders/time_zone.h"

namespace rfm::cli {
namespace {

[[noreturn]] void refuse(std::string_view flag, const std::string& value, std::string_view wanted) {
    throw Error(ErrorKind::usage, fmt::format("{} {}: {}", flag, base::shown(value), wanted));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

template <class Value, std::size_t count>
Value choose(std::string_view flag, const std::string& text,
             const std::pair<std::string_view, Value> (&choices)[count]) {
    std::string names;
    for (const auto& [name, value] : choices) {
        if (text == name) return value;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
    }
    refuse(flag, text, "must be one of " + names);
}

std::optional<char> parse_delimiter(const std::string& text) {
    if (text.empty()) return std::nullopt;
    if (text == "tab" || text == "\\t") return '\t';
    if (text == "comma") return ',';
    if (text == "semicolon") return ';';
    if (text == "pipe") return '|';
    if (text == "whitespace") return '\t';  // what the runs of blanks become
    if (text.size() == 4 && text.starts_with("\\x")) {
        unsigned byte = 0;
        const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 4, byte, 16);
        if (error == std::errc() && end == text.data() + 4 && byte < 0x80) return static_cast<char>(byte);
    }
    if (text.size() != 1) {
        refuse("--delimiter", text,
               "must be one character, or comma, semicolon, tab, pipe, whitespace, or an ASCII byte as in \\x1f");
    }
    return text[0];
}

std::optional<std::uint64_t> parse_line_count(std::string_view flag, const std::string& text) {
    if (text.empty()) return std::nullopt;
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size()) refuse(flag, text, "must be a number of lines");
    return count;
}

RowFilter parse_filter(bool keep, const std::string& text, bool of_preset = false) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        refuse(keep ? "--keep" : "--drop", text, "must be COLUMN=VALUE[,VALUE...], as in status=paid,shipped");
    }
    RowFilter filter{keep, text.substr(0, equals), split(std::string_view(text).substr(equals + 1), ','), of_preset};
    for (std::string& value : filter.values) value = base::trimmed(value);  // fields are compared without white space
    return filter;
}

DayNumber parse_day(std::string_view flag, const std::string& text, const std::string& zone) {
    if (text == "today") return orders::today_in(zone);
    if (const auto day = parse_iso_day(text)) return *day;
    refuse(flag, text, "must be a date as in 2025-01-31, or today");
}

std::vector<std::int64_t> parse_cuts(std::string_view flag, const std::string& text, bool amounts) {
    std::vector<std::int64_t> cuts;
    if (text.empty()) return cuts;
    for (const std::string& part : split(text, ',')) {
        if (amounts) {
            const auto value = base::parse_scaled(part);
            if (!value) refuse(flag, text, "must be amounts with points for decimals, as in 50,100,250.50,1000");
            cuts.push_back(*value);
        } else {
            std::int64_t value = 0;
            const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
            if (part.empty() || error != std::errc() || end != part.data() + part.size()) {
                refuse(flag, text, "must be whole numbers, as in 30,90,180,365");
            }
            cuts.push_back(value);
        }
        if (cuts.size() > 1 && cuts.back() < cuts[cuts.size() - 2]) {
            refuse(flag, text, "must not fall from one cut point to the next");
        }
    }
    return cuts;
}

Column parse_column(std::string_view flag, const std::string& name) {
    if (const auto column = column_named(name)) return *column;
    const std::vector<std::string> names(column_names.begin(), column_names.end());
    const std::string nearest = nearest_word(name, names);
    refuse(flag, name,
           fmt::format("must be {} of {}{}", flag == "--sort" ? "one" : "some", fmt::join(names, ", "),
                       nearest.empty() ? "" : fmt::format("; did you mean {}", nearest)));
}

void parse_sort(const std::string& text, Plan& plan) {
    if (text.empty()) {
        // Of a few, those that matter most.
        if (plan.top == 0) return;
        plan.sort = plan.no_monetary ? Column::frequency : Column::monetary;
        plan.sort_descending = true;
        return;
    }
    std::string column = text;
    if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
        const std::string direction = text.substr(colon + 1);
        if (direction != "asc" && direction != "desc") refuse("--sort", text, "the direction must be :asc or :desc");
        plan.sort_descending = direction == "desc";
        column.resize(colon);
    }
    plan.sort = parse_column("--sort", column);
}

std::vector<Column> parse_columns(const std::string& text) {
    std::vector<Column> columns;
    if (text.empty()) return columns;
    for (const std::string& part : split(text, ',')) {
        const Column column = parse_column("--columns", std::string(base::trimmed(part)));
        if (std::find(columns.begin(), columns.end(), column) != columns.end()) {
            refuse("--columns", text, fmt::format("{} stands there twice", column_name(column)));
        }
        columns.push_back(column);
    }
    return columns;
}

std::vector<std::int64_t> parse_weights(const std::string& text) {
    std::vector<std::int64_t> weights;
    if (text.empty()) return weights;
    constexpr std::int64_t most = 1'000'000 * amount_unit;
    for (const std::string& part : split(text, ',')) {
        const auto weight = base::parse_scaled(base::trimmed(part));
        if (!weight || *weight < 0 || *weight > most) {
            refuse("--weights", text,
                   "must be numbers from 0 to 1,000,000 with points for decimals, as in 0.2,0.3,0.5");
        }
        weights.push_back(*weight);
    }
    return weights;
}

std::uint64_t parse_top(const std::string& text) {
    if (text.empty()) return 0;
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count == 0) {
        refuse("--top", text, "must be a number of customers, 1 or more");
    }
    return count;
}

std::optional<Window> parse_window(const std::string& text) {
    if (text.empty()) return std::nullopt;
    constexpr int most = 120'000;  // months of all the years there are, and more
    int count = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, count);
    const std::string_view unit(behind, static_cast<std::size_t>(end - behind));
    if (error != std::errc() || count < 1 || count > 9999 * 366 || unit.size() != 1) {
        refuse("--window", text, "must be a number of days, weeks, months or years, as in 365d, 26w, 12m or 2y");
    }
    switch (unit[0]) {
        case 'd':
            return Window{count, Window::Unit::days};
        case 'w':
            return Window{std::min(count, most) * 7, Window::Unit::days};
        case 'm':
            return Window{std::min(count, most), Window::Unit::months};
        case 'y':
            return Window{std::min(count, most / 12) * 12, Window::Unit::months};
        default:
            refuse("--window", text, "must end in d, w, m or y, as in 365d, 26w, 12m or 2y");
    }
}

// Bytes; 0 for an empty text.
std::uint64_t parse_memory(const std::string& flag, const std::string& text) {
    if (text.empty()) return 0;
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, number);
    const std::string unit(behind, end);
    if (error != std::errc() || number == 0)
        refuse(flag, text, "must be a size, as in 512M or 4G, or a part of the memory, as in 50%");
    if (unit == "%") {
        if (number > 100) refuse(flag, text, "must be at most 100%");
        return base::available_memory() / 100 * number;
    }
    const std::string letters = "KMGT";
    const auto place = unit.empty() ? std::string::npos : letters.find(static_cast<char>(unit[0] & ~0x20));
    const bool known =
        place != std::string::npos && (unit.size() == 1 || unit.substr(1) == "B" || unit.substr(1) == "iB");
    if (!known) refuse(flag, text, "needs a unit: K, M, G or T (of 1024), or %");
    const int shift = 10 * (static_cast<int>(place) + 1);
    if (number > (~std::uint64_t{0} >> shift)) refuse(flag, text, "is more than there can be");
    constexpr std::uint64_t least = std::uint64_t{32} << 20;
    if (number << shift < least) refuse(flag, text, "must be at least 32M");
    return number << shift;
}

}  // namespace

void add_score_flags(CLI::App& app, ScoreFlags& flags) {
    app.add_option("FILE", flags.inputs, "Order files (CSV); - or none: standard input");
    app.add_option("--preset", flags.preset, "Settings for the export of a well-known system; rfm presets lists them")
        ->type_name("NAME");
    app.add_option("--config", flags.config, "Settings of your own: a file with lines FLAG = VALUE")->type_name("FILE");

    const char* reading = "Reading";
    app.add_option("--sheet", flags.sheet, "The sheet of a workbook, by name or number; the first when not given")
        ->type_name("NAME")
        ->group(reading);
    app.add_option("--encoding", flags.encoding, "As in gb18030, utf-16le or windows-1252; found when not given")
        ->type_name("NAME")
        ->group(reading);
    app.add_option("--delimiter", flags.delimiter,
                   "A character, \\xHH, or whitespace (runs of blanks); found among , ; tab | when not given")
        ->group(reading);
    app.add_flag("--no-header", flags.no_header, "The first record is data; name columns by number")->group(reading);
    app.add_option("--skip-lines", flags.skip_lines,
                   "How many lines stand before the header; found by its names when not given")
        ->type_name("N")
        ->group(reading);
    app.add_option("--date-format", flags.date_format,
                   "dmy, mdy, ymd, unix, unix-ms, excel, or strptime terms as in '%d.%m.%Y %H:%M'")
        ->group(reading);
    app.add_option("--tz", flags.time_zone, "Count the days of this zone where times have an offset, as Europe/Berlin")
        ->type_name("ZONE")
        ->group(reading);
    app.add_option("--decimal", flags.decimal, "The decimal mark of amounts: . or , or auto, which finds it")
        ->group(reading);
    app.add_option("--rejects", flags.rejects, "Set bad rows aside in this file and score the rest")
        ->type_name("FILE")
        ->group(reading);

    app.add_option("--threads", flags.threads, "How many threads work on it; all that there are when not given")
        ->type_name("N")
        ->group(reading);
    app.add_option("--memory-limit", flags.memory_limit,
                   "How much memory the run may take, as in 512M, 4G or 50%; 80% when not given")
        ->type_name("SIZE")
        ->group(reading);

    const char* columns = "Columns (by header name, or by number from 1; found by well-known names when not given)";
    app.add_option("--customer", flags.customer, "Customer id; of several, 'ID,Email', the first that is not blank")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_option("--date", flags.date, "Order date")->type_name("COLUMN")->group(columns);
    app.add_option("--amount", flags.amount, "Amount; 'Quantity*UnitPrice' multiplies two")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_option("--order-id", flags.order_id, "Order id; without one each row is an order")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_option("--status", flags.status, "Order status, for --keep status=... and --drop status=...")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_option("--refund", flags.refund, "What was refunded of the amount: is subtracted from it")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_option("--currency-column", flags.currency_column, "Currency of the amount")
        ->type_name("COLUMN")
        ->group(columns);
    app.add_flag("--no-monetary", flags.no_monetary, "Score without amounts: recency and frequency only")
        ->group(columns);

    const char* rows = "Rows";
    app.add_option("--keep", flags.keep, "Keep only rows with one of the values (may be repeated)")
        ->type_name("COLUMN=VALUE[,VALUE...]")
        ->expected(1)
        ->allow_extra_args(false)  // else CLI11 takes [a=b] apart
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group(rows);
    app.add_option("--drop", flags.drop, "Leave out rows with one of the values (may be repeated)")
        ->type_name("COLUMN=VALUE[,VALUE...]")
        ->expected(1)
        ->allow_extra_args(false)  // else CLI11 takes [a=b] apart
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group(rows);
    app.add_option("--amount-per", flags.amount_per,
                   "Orders of several lines: line (each has its own amount), or order (each has that of the order)")
        ->group(rows);
    app.add_option("--currency", flags.currency, "Keep only rows in this currency, as in EUR")
        ->type_name("CODE")
        ->group(rows);
    app.add_option("--rates", flags.rates, "Convert amounts: a CSV file currency,rate or date,currency,rate")
        ->type_name("FILE")
        ->group(rows);
    app.add_option("--cancel-prefix", flags.cancel_prefix, "Order ids that start so are cancellations: subtracted")
        ->type_name("TEXT")
        ->group(rows);
    app.add_flag("--dedupe", flags.dedupe, "Of records that are equal byte for byte, count one")->group(rows);
    app.add_option("--customer-case", flags.customer_case, "keep, or fold: Ann@x.com and ann@X.com are one customer")
        ->group(rows);
    app.add_flag("--trim,!--no-trim", flags.trim,
                 "Whether white space around customers and order ids is left off (it is)")
        ->group(rows);
    app.add_option("--as-of", flags.as_of, "The day that recency counts from; later rows are left out")
        ->type_name("DATE|today")
        ->group(rows);
    app.add_option("--since", flags.since, "Leave out rows before this day")->type_name("DATE")->group(rows);
    app.add_option("--window", flags.window,
                   "Leave out rows from so long before the as-of date, as in 365d, 26w, 12m or 2y")
        ->type_name("LENGTH")
        ->group(rows);
    app.add_option("--refunds", flags.refunds,
                   "Rows with negative amounts: subtract (from the total only), or as-orders (count them, as R does)")
        ->group(rows);

    const char* scoring = "Scoring";
    app.add_option("--method", flags.method, "quintile, ntile, r-rfm or cuts")->group(scoring);
    app.add_option("--bins", flags.bins, "How many scores, 2 to 10")->group(scoring);
    app.add_option("--r-cuts", flags.r_cuts, "Cut points in days, as in 30,90,180,365")->group(scoring);
    app.add_option("--f-cuts", flags.f_cuts, "Cut points in orders, as in 1,2,5,10")->group(scoring);
    app.add_option("--m-cuts", flags.m_cuts, "Cut points in money, as in 50,100,250,1000")->group(scoring);
    app.add_option("--map", flags.map, "Segment map: value, rf10, value-rf, or a CSV file segment,r,f,m")
        ->group(scoring);
    app.add_option("--labels", flags.labels, "Language of the segment names: en or zh")->group(scoring);
    app.add_option("--sort", flags.sort, "Order of the rows: a column of the output, with :desc for falling")
        ->type_name("COLUMN[:desc]")
        ->group(scoring);
}

void add_selection_flags(CLI::App& app, ScoreFlags& flags) {
    const char* results = "Results";
    app.add_option("--columns", flags.columns, "Write these columns in this order; docs/output.md lists all")
        ->type_name("COLUMN[,COLUMN...]")
        ->group(results);
    app.add_option("--weights", flags.weights, "Of R, F and M, for the column weighted_score, as in 0.2,0.3,0.5")
        ->type_name("R,F,M")
        ->group(results);
    app.add_option("--only", flags.only, "Write the customers of these segments only")
        ->type_name("SEGMENT[,SEGMENT...]")
        ->group(results);
    app.add_option("--top", flags.top, "Write the first N customers only: those of the most money, without --sort")
        ->type_name("N")
        ->group(results);
}

void refuse_empty_values(CLI::App& command) {
    const CLI::Validator not_empty(
        [](const std::string& value) { return value.empty() ? "must not be empty" : std::string(); }, "");
    for (CLI::Option* option : command.get_options()) {
        if (option->get_items_expected_max() > 0) option->check(not_empty);
    }
}

Labels parse_labels(const std::string& text) {
    return choose<Labels>("--labels", text, {{"en", Labels::english}, {"zh", Labels::chinese}});
}

Plan make_plan(const ScoreFlags& flags) {
    Plan plan;
    plan.inputs = flags.inputs;
    plan.encoding = flags.encoding;
    plan.sheet = flags.sheet;
    plan.delimiter = parse_delimiter(flags.delimiter);
    plan.whitespace_delimited = flags.delimiter == "whitespace";
    plan.has_header = !flags.no_header;
    plan.skip_lines = parse_line_count("--skip-lines", flags.skip_lines);
    plan.customer = flags.customer;
    plan.date = flags.date;
    plan.amount = flags.amount;
    plan.order_id = flags.order_id;
    plan.status = flags.status;
    plan.refund = flags.refund;
    plan.currency = flags.currency_column;
    plan.no_monetary = flags.no_monetary;
    for (const std::string& text : flags.keep) plan.filters.push_back(parse_filter(true, text));
    for (const std::string& text : flags.drop) plan.filters.push_back(parse_filter(false, text));
    for (const std::string& text : flags.preset_keep) plan.filters.push_back(parse_filter(true, text, true));
    for (const std::string& text : flags.preset_drop) plan.filters.push_back(parse_filter(false, text, true));
    plan.date_format = flags.date_format;
    plan.time_zone = flags.time_zone;
    if (flags.decimal != "auto") {
        if (flags.decimal != "." && flags.decimal != ",") refuse("--decimal", flags.decimal, "must be . or , or auto");
        plan.decimal_mark = flags.decimal[0];
    }
    plan.trim_ids = flags.trim;
    plan.fold_customer_case = choose<bool>("--customer-case", flags.customer_case, {{"keep", false}, {"fold", true}});
    plan.only_currency = flags.currency;
    plan.rates_path = flags.rates;
    plan.amount_per =
        choose<AmountPer>("--amount-per", flags.amount_per, {{"line", AmountPer::line}, {"order", AmountPer::order}});
    plan.cancel_prefix = flags.cancel_prefix;
    plan.drop_duplicates = flags.dedupe;
    if (!flags.as_of.empty()) plan.as_of = parse_day("--as-of", flags.as_of, flags.time_zone);
    if (!flags.since.empty()) plan.since = parse_day("--since", flags.since, flags.time_zone);
    plan.window = parse_window(flags.window);
    plan.refunds = choose<RefundRule>("--refunds", flags.refunds,
                                      {{"subtract", RefundRule::subtract}, {"as-orders", RefundRule::as_orders}});
    plan.method = choose<Method>("--method", flags.method,
                                 {{method_name(Method::quintile), Method::quintile},
                                  {method_name(Method::ntile), Method::ntile},
                                  {method_name(Method::r_rfm), Method::r_rfm},
                                  {method_name(Method::cuts), Method::cuts}});
    plan.bins = flags.bins;
    plan.cuts.recency_days = parse_cuts("--r-cuts", flags.r_cuts, false);
    plan.cuts.frequency = parse_cuts("--f-cuts", flags.f_cuts, false);
    plan.cuts.monetary_scaled = parse_cuts("--m-cuts", flags.m_cuts, true);
    plan.map = flags.map;
    plan.labels = parse_labels(flags.labels);
    plan.columns = parse_columns(flags.columns);
    plan.weights_scaled = parse_weights(flags.weights);
    if (!flags.only.empty()) plan.only_segments = split(flags.only, ',');
    plan.top = parse_top(flags.top);
    parse_sort(flags.sort, plan);
    plan.rejects_path = flags.rejects;
    plan.threads = flags.threads;
    plan.memory_limit = parse_memory("--memory-limit", flags.memory_limit);
    return plan;
}

}  // namespace rfm::cli
