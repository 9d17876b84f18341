// Bytes to the whole main job. A refusal (rfm::Error) is an answer; anything else that leaves it is a finding.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <rfm/score.h>

#include "memory_file.h"
#include "plain_count.h"
#include "sources/texts.h"

namespace {

using rfm::fuzz::found;
using rfm::fuzz::MemoryFile;
using rfm::fuzz::want;

constexpr std::size_t flag_bytes = 16;

const std::string& rates_path() {
    static const MemoryFile file("currency,rate\nEUR,1\nUSD,0.91\nGBP,1.1723\nCNY,0.128\n");
    static const std::string path = file.path();
    return path;
}

// Where bad rows go when they are to be counted.
const std::string& kept_rejects_path() {
    static const std::string path = "/dev/shm/rfm-fuzz-rejects-" + std::to_string(::getpid());
    return path;
}

// Takes a number out of a byte of flags: each picks from some choices.
class Choices {
public:
    explicit Choices(std::uint8_t byte) : left_(byte) {}
    unsigned below(unsigned count) {
        const unsigned picked = left_ % count;
        left_ /= count;
        return picked;
    }
    bool yes() { return below(2) == 1; }
    template <typename T, std::size_t n>
    T of(const T (&values)[n]) {
        return values[below(n)];
    }

private:
    unsigned left_;
};

// Each byte decides about a few things; zeros are the defaults, nearly.
rfm::Plan plan_from(const std::uint8_t* flags, std::size_t size) {
    rfm::Plan plan;
    Choices table(flags[0]);
    plan.has_header = !table.yes();
    plan.no_monetary = table.yes();
    if (table.yes()) plan.refunds = rfm::RefundRule::as_orders;
    // Mostly: bad rows then don't end the run.
    if (!table.yes()) plan.rejects_path = "/dev/null";
    const bool by_number = table.yes() || !plan.has_header;
    if (by_number) {
        plan.customer = table.yes() ? "1,5" : "1";
        plan.date = "2";
        if (!plan.no_monetary) plan.amount = table.yes() ? "3*4" : "3";
        if (table.yes()) plan.order_id = "4";
    }
    plan.chunk_size = flags[1] == 0 ? 4096 : flags[1];
    Choices marks(flags[2]);
    constexpr char delimiters[] = {',', ';', '\t', '|', ' ', 'a', '\0'};
    if (const unsigned pick = marks.below(9); pick == 8) {
        plan.delimiter = '\t';
        plan.whitespace_delimited = true;
    } else if (pick != 0) {
        plan.delimiter = delimiters[pick - 1];
    }
    if (const unsigned pick = marks.below(3); pick != 0) plan.decimal_mark = pick == 1 ? '.' : ',';
    if (const unsigned pick = marks.below(5); pick != 0) plan.skip_lines = pick == 4 ? 7 : pick - 1;
    Choices dates(flags[3]);
    constexpr const char* formats[] = {"",    "",     "",        "",      "",         "ymd",    "dmy",
                                       "mdy", "unix", "unix-ms", "excel", "%d %b %Y", "%Y%m%d", "%m/%d/%y"};
    plan.date_format = dates.of(formats);
    constexpr const char* zones[] = {"", "", "UTC", "America/New_York", "Pacific/Kiritimati"};
    plan.time_zone = dates.of(zones);
    // Mostly by cut points: to find ranks takes as long as all the rest of a short input.
    constexpr rfm::Method methods[] = {rfm::Method::cuts, rfm::Method::quintile, rfm::Method::ntile,
                                       rfm::Method::r_rfm};
    plan.method = methods[flags[4] % 16 < 12 ? 0 : flags[4] % 4];
    plan.bins = 2 + flags[4] / 16 % 9;
    // A map is read with a buffer of 48 MiB, which takes the address sanitizer ten times as long as all the rest.
    const bool with_map = size % 128 == 0;
    if (with_map || plan.bins == 5) plan.bins = with_map ? 5 : 4;
    if (with_map && (flags[7] & 1) != 0) plan.map = "rf10";
    if (plan.method == rfm::Method::cuts) {
        for (int i = 1; i < plan.bins; ++i) {
            plan.cuts.recency_days.push_back(i * 30);
            plan.cuts.frequency.push_back(i);
            if (!plan.no_monetary) plan.cuts.monetary_scaled.push_back(i * rfm::amount_unit);
        }
    }
    if ((flags[5] & 1) != 0) plan.as_of = rfm::day_from_civil(2025, 6, 30);
    if ((flags[5] & 2) != 0) plan.since = rfm::day_from_civil(2025, 1, 15);
    if ((flags[5] & 4) != 0) plan.filters.push_back({true, "3", {"1", "12.50", ""}});
    if ((flags[5] & 8) != 0) plan.filters.push_back({false, "2", {"2025-01-31"}});
    if ((flags[5] & 16) != 0) plan.labels = rfm::Labels::chinese;
    if ((flags[5] & 32) != 0) plan.filters.push_back({false, "Status", {"cancelled", "voided"}, true});
    plan.sort = static_cast<rfm::Column>(flags[6] % 10);
    plan.sort_descending = flags[6] / 10 % 2 == 1;
    Choices encodings(flags[8]);
    constexpr const char* names[] = {"",         "",      "",     "",          "utf-8",        "utf-16le",
                                     "utf-16be", "gbk",   "big5", "shift-jis", "windows-1252", "latin-1",
                                     "gb18030",  "utf-16"};
    plan.encoding = encodings.of(names);
    constexpr const char* sheets[] = {"", "", "", "2", "Orders"};
    plan.sheet = encodings.of(sheets);
    Choices orders(flags[9]);
    if (orders.yes() && !plan.no_monetary) plan.amount_per = rfm::AmountPer::order;
    plan.drop_duplicates = orders.yes();
    if (orders.yes()) plan.cancel_prefix = "C";
    plan.fold_customer_case = orders.yes();
    plan.trim_ids = !orders.yes();
    Choices columns(flags[10]);
    constexpr const char* by_name[] = {"", "", "Customer ID,Email", "Email", "1,2"};
    const char* customer = columns.of(by_name);
    if (!by_number && plan.has_header) plan.customer = customer;
    if (!plan.no_monetary) {
        constexpr const char* refunds[] = {"", "", "", "Refunded Amount", "4"};
        plan.refund = columns.of(refunds);
        constexpr const char* currencies[] = {"", "", "Currency", "5"};
        plan.currency = columns.of(currencies);
        Choices money(flags[11]);
        if (const unsigned pick = money.below(4); pick == 1) {
            plan.only_currency = "EUR";
        } else if (pick == 2 && size % 32 == 0) {  // another large buffer
            plan.rates_path = rates_path();
        }
    }
    if (!plan.rejects_path.empty() && flags[12] % 8 == 7) plan.rejects_path = kept_rejects_path();
    // All customers to temporary files; records that are compared have no such way out.
    if (flags[12] == 64 && !plan.drop_duplicates) plan.memory_limit = 1;
    plan.threads = 1;
    return plan;
}

struct Sink : rfm::TextSink {
    void write(std::string_view piece) override { text.append(piece); }
    std::string text;
};

// What is in the rejects file is what was counted.
void check_rejects(std::uint64_t rejected) {
    std::ifstream file(kept_rejects_path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const rfm::fuzz::RecordCount count = rfm::fuzz::count_records(text, ',', true);
    want(count.least == rejected && count.most == rejected, "not as many bad rows in the rejects file as were counted");
}

// How many records stand below the header of a text, given what a run says of it, as in "comma, header on line 5
// (4 lines before it skipped), LF, UTF-8".
rfm::fuzz::RecordCount count_plainly(std::string_view text, const std::string& said, const rfm::Plan& plan) {
    constexpr std::pair<std::string_view, char> delimiters[] = {
        {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"vertical bar", '|'}, {"space", ' '}};
    char delimiter = plan.delimiter.value_or(',');
    for (const auto& [name, character] : delimiters) {
        if (said.starts_with(name)) delimiter = character;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    constexpr std::string_view place = " on line ";
    if (const std::size_t at = said.find(place); at != std::string::npos) {
        text = rfm::fuzz::behind_lines(text, std::stoull(said.substr(at + place.size())) - 1);
    } else if (said.find(" its line sep= ") != std::string::npos) {
        text = rfm::fuzz::behind_lines(text, 1);
    }
    return rfm::fuzz::count_records(text, delimiter, plan.has_header);
}

// What no source has to change: it is counted as it stands, without the program's own reader of sources.
bool is_plain_text(std::string_view bytes, const rfm::Plan& plan) {
    return !plan.whitespace_delimited && (plan.encoding.empty() || plan.encoding == "utf-8") &&
           std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return c == '\n' || c == '\t' || (c >= ' ' && c < 127); });
}

// All of it, also where there is more than one text.
template <typename Take>
void read_texts(const std::string& path, const rfm::Plan& plan, const Take& take) {
    rfm::sources::Texts texts =
        rfm::sources::Texts::open(path, {plan.encoding, plan.delimiter, plan.whitespace_delimited, plan.sheet});
    while (std::optional<rfm::sources::Text> text = texts.next()) {
        const std::unique_ptr<rfm::sources::ByteSource> source = rejoin(std::move(text->bytes));
        std::string whole(std::size_t{1} << 14, '\0');
        std::size_t size = 0;
        while (const std::size_t count = source->read({whole.data() + size, whole.size() - size})) {
            size += count;
            if (size == whole.size()) whole.resize(2 * size);
        }
        take(std::string_view(whole).substr(0, size));
    }
}

// The program's own count of the records is the sum of what became of them. This is the other side: how many there are.
// bytes: of each input.
void check_all_read(const rfm::RunSummary& summary, const rfm::Plan& plan, const std::vector<std::string_view>& bytes) {
    rfm::fuzz::RecordCount all;
    std::size_t number = 0;
    const auto take = [&](std::string_view text) {
        want(number < summary.inputs.size(), "a text that the run says nothing of");
        const rfm::fuzz::RecordCount count = count_plainly(text, summary.inputs[number++].dialect, plan);
        all.least += count.least;
        all.most += count.most;
    };
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (is_plain_text(bytes[i], plan)) {
            take(bytes[i]);
        } else {
            read_texts(plan.inputs[i], plan, take);
        }
    }
    want(number == summary.inputs.size(), "the run says something of more texts than there are");
    if (all.least <= summary.rows.read && summary.rows.read <= all.most) return;
    std::fprintf(stderr, "%llu to %llu records, %llu read\n", static_cast<unsigned long long>(all.least),
                 static_cast<unsigned long long>(all.most), static_cast<unsigned long long>(summary.rows.read));
    found("records were lost, or read twice");
}

void check(const rfm::ScoredCustomers& customers, const rfm::Plan& plan) {
    const rfm::RunSummary& summary = customers.summary();
    const rfm::RowCounts& rows = summary.rows;
    want(rows.read == rows.used + rows.filtered + rows.guest + rows.after_as_of + rows.before_since +
                          rows.repeated_headers + rows.further_lines + rows.duplicates + rows.other_currency +
                          rows.rejected,
         "the rows don't add up");
    if (plan.rejects_path == kept_rejects_path()) check_rejects(rows.rejected);
    want(rows.refunds + rows.zero_amounts <= rows.used, "more refunds and zeros than rows");
    want(rows.without_order_id <= rows.used, "more rows without an order than rows");
    want(customers.size() == summary.customers && customers.size() > 0, "the customers don't add up");
    std::uint64_t orders = 0;
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const rfm::CustomerRow row = customers.row(i);
        orders += static_cast<std::uint64_t>(row.frequency);
        want(!row.id.empty(), "a customer without an id");
        want(row.frequency >= 1, "a customer without an order");
        want(row.first_order_day <= row.last_order_day, "the first order is after the last");
        want(row.recency_days >= 0, "an order after the as-of date");
        want(row.r >= 1 && row.r <= plan.bins && row.f >= 1 && row.f <= plan.bins, "a score out of range");
        want(plan.no_monetary ? row.m == 0 : row.m >= 1 && row.m <= plan.bins, "an m score out of range");
        if (i > 0 && plan.sort == rfm::Column::customer_id) {
            const std::string_view before = customers.row(i - 1).id;
            want(plan.sort_descending ? before > row.id : before < row.id, "ids out of order, or one twice");
        }
    }
    want(orders == summary.orders, "the orders don't add up");
    std::uint64_t in_segments = 0;
    for (const rfm::SegmentTotal& segment : summary.segments) in_segments += segment.customers;
    want(summary.segments.empty() || in_segments == summary.customers, "the segments don't add up");
}

// All that a run says: the scores and the summary, or why not.
// bytes: of the inputs, when the records are to be counted.
std::string answer(const rfm::Plan& plan, const std::vector<std::string_view>& bytes) {
    try {
        const rfm::ScoredCustomers customers = rfm::score(plan);
        check(customers, plan);
        if (!bytes.empty()) check_all_read(customers.summary(), plan, bytes);
        Sink sink;
        rfm::write_csv(customers, sink);
        return sink.text + rfm::summary_json(customers.summary());
    } catch (const rfm::Error& error) {
        want(error.kind() != rfm::ErrorKind::bug, error.what());
        want(*error.what() != '\0', "an error without words");
        return error.what();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < flag_bytes) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + flag_bytes, size - flag_bytes);
    rfm::Plan plan = plan_from(data, size);
    // As one file, the same file twice, or cut in two anywhere.
    const std::size_t cut = data[13] % 4 == 3 ? std::min<std::size_t>(data[14] * std::size_t{16}, bytes.size()) : 0;
    const MemoryFile file(bytes.substr(cut));
    std::optional<MemoryFile> first_part;
    if (cut != 0) first_part.emplace(bytes.substr(0, cut));
    std::vector<std::string_view> parts;
    const auto add = [&](const MemoryFile& part, std::string_view part_bytes) {
        plan.inputs.push_back(part.path());
        parts.push_back(part_bytes);
    };
    if (first_part) add(*first_part, bytes.substr(0, cut));
    add(file, bytes.substr(cut));
    if (data[13] == 2) add(file, bytes.substr(cut));
    const std::string first = answer(plan, parts);
    // Chunks of another size for a part of the runs; on more threads now and then, since starting them takes time.
    const std::uint8_t other = data[15];
    if ((size + other / 8) % 4 != 0) return 0;
    plan.chunk_size = other % 8 == 0 ? std::size_t{1} << 16 : std::size_t{1} + other / 2;
    plan.memory_limit = 0;
    if (size % 32 == 0) {
        plan.chunk_size = std::max<std::size_t>(1, size / 3);
        plan.threads = 2 + other / 32 % 2;
    }
    const std::string second = answer(plan, {});
    if (first != second) {
        std::fprintf(stderr, "--- one\n%s\n--- other\n%s\n", first.c_str(), second.c_str());
        found("the answer depends on the size of the chunks, on the threads or on the memory");
    }
    return 0;
}
