// A validated request: everything that a run needs to know, with no trace of how it was asked for.
// Plain values; copy freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/columns.h>
#include <rfm/day.h>

namespace rfm {

// How values become scores. The rules stand in docs/scoring.md.
enum class Method { quintile, ntile, r_rfm, cuts };

// As --method takes it, and as summaries show it.
constexpr std::string_view method_name(Method method) noexcept {
    switch (method) {
        case Method::quintile:
            return "quintile";
        case Method::ntile:
            return "ntile";
        case Method::r_rfm:
            return "r-rfm";
        case Method::cuts:
            break;
    }
    return "cuts";
}

// What a row with a negative amount is.
enum class RefundRule {
    subtract,   // its amount is subtracted; it is no order and moves no date
    as_orders,  // it counts as an order and moves dates, as the R package rfm does
};

// Where the amount of an order with several lines stands.
enum class AmountPer {
    line,   // every line has its own: they are summed
    order,  // every line has that of the whole order: it counts once
};

enum class Labels { english, chinese };

// Amounts are integers in units of 10^-6 of the currency unit.
inline constexpr int amount_decimals = 6;
inline constexpr std::int64_t amount_unit = 1'000'000;

// Cut points between scores, in rising order, bins - 1 of each. A value that equals a cut point belongs to the lower
// of the two bands (`frequency <= cut`); for Method::r_rfm, which follows R, to the upper one.
struct Cuts {
    std::vector<std::int64_t> recency_days;
    std::vector<std::int64_t> frequency;
    std::vector<std::int64_t> monetary_scaled;  // in units of 10^-6
};

// Keeps, or drops, the rows in which a column holds one of the values (byte for byte, white space around it ignored).
struct RowFilter {
    bool keep = true;
    std::string column;
    std::vector<std::string> values;
    // Of a preset, which is written for every file of its kind: an input without the column is not filtered, and it is
    // worth no warning that no row has a value.
    bool optional = false;
};

// How far back from the as-of date orders count.
struct Window {
    enum class Unit { days, months };
    int count = 0;
    Unit unit = Unit::days;
};

struct Plan {
    // Paths; "-" is standard input. None: standard input.
    std::vector<std::string> inputs;

    // Encoding of the inputs, as in "gb18030"; empty: by byte-order mark, else UTF-8, else found from the text.
    std::string encoding;
    std::string sheet;  // of workbooks, by name or number; empty: the first that is not hidden

    // Dialect. No delimiter: detected among , ; tab |
    std::optional<char> delimiter;
    bool whitespace_delimited = false;  // runs of blanks and tabs are one delimiter; delimiter must be tab then
    bool has_header = true;
    // How many lines stand before the table. Not given: found, where a header below them names the columns wanted.
    std::optional<std::uint64_t> skip_lines;

    // Columns: a header name, or a number counted from 1. Empty: found by the table of well-known headers.
    // customer may be several, 'Customer ID,Email': the first that is not blank. amount may be two,
    // 'Quantity*UnitPrice'.
    std::string customer;
    std::string date;
    std::string amount;
    std::string order_id;
    std::string status;
    std::string refund;    // subtracted from the amount
    std::string currency;  // its column
    bool no_monetary = false;
    std::vector<RowFilter> filters;

    // Values. date_format: strptime terms, or dmy, mdy, ymd, unix, unix-ms, excel; empty: found from the data.
    // time_zone: as in Europe/Berlin, or UTC: instants become days of this zone; empty: days are taken as written.
    // decimal_mark: '.' or ','; nothing: found from the data.
    std::string date_format;
    std::string time_zone;
    std::optional<char> decimal_mark;
    bool trim_ids = true;             // white space around customers and order ids is none of them
    bool fold_customer_case = false;  // Ann@x.com and ann@X.com are one customer, written ann@x.com

    // Currencies. With neither, rows of more than one currency stop the run.
    std::string only_currency;  // rows of any other are left out
    std::string rates_path;     // a CSV file currency,rate or date,currency,rate: amounts are multiplied by the rate

    // Orders.
    AmountPer amount_per = AmountPer::line;
    std::string cancel_prefix;     // an order id that starts so marks a cancellation: its amount is subtracted
    bool drop_duplicates = false;  // of records that are equal byte for byte, one counts

    // Time. No as_of: the day after the latest purchase in the input. Rows before since are left out.
    std::optional<DayNumber> as_of;
    std::optional<DayNumber> since;
    // Rows before the first day of the window are left out as well: see first_day_of. Without as_of the inputs are read
    // twice, so they must be regular files.
    std::optional<Window> window;

    // Scoring.
    RefundRule refunds = RefundRule::subtract;
    Method method = Method::quintile;
    int bins = 5;
    Cuts cuts;

    // Segments. map: empty for the default, a built-in name, or a path.
    std::string map;
    Labels labels = Labels::english;

    // Order of the result; ties by customer id in byte order.
    Column sort = Column::customer_id;
    bool sort_descending = false;

    // What is written of the result: these columns in this order (none: the first ten of Column); the customers of
    // these segments (none: of all); the first so many of them (0: all). Scores and summary are of all customers.
    std::vector<Column> columns;
    std::vector<std::string> only_segments;
    std::uint64_t top = 0;
    // Of r, f and m (of r and f without monetary), in units of 10^-6, for Column::weighted_score.
    std::vector<std::int64_t> weights_scaled;

    // Where bad rows go, once the run has succeeded (RejectsCommit). Empty: a bad row stops the run after the whole
    // input was read.
    std::string rejects_path;

    // How many threads work on it; 0: as many as the process may use. Any value gives the same result.
    unsigned threads = 0;

    // How many bytes of memory the run may take; 0: 80 % of what the process may use. Near it, customers go to
    // temporary files and are finished a part at a time. Any value gives the same result; small ones serve tests.
    std::uint64_t memory_limit = 0;

    // Bytes read at a time. Any value gives the same result; small ones serve tests.
    std::size_t chunk_size = std::size_t{1} << 19;
};

// The first day that counts when the as-of date is `day`: so many days or months before it. Where the month has no such
// day, its last: one month before March 31 is the end of February.
DayNumber first_day_of(const Window& window, DayNumber day) noexcept;

}  // namespace rfm
