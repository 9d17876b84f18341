// Bytes to the whole main job. A refusal (rfm::Error) is an answer; anything else that leaves it is a finding.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

#include <rfm/score.h>

namespace {

constexpr std::size_t flag_bytes = 8;

[[noreturn]] void found(const char* what) {
    std::fprintf(stderr, "finding: %s\n", what);
    std::abort();
}

void want(bool holds, const char* what) {
    if (!holds) found(what);
}

// A file that is nowhere but in memory.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        want(fd_ >= 0, "no memory file");
        while (!text.empty()) {
            const ssize_t wrote = ::write(fd_, text.data(), text.size());
            want(wrote > 0, "can't write the memory file");
            text.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }
    ~MemoryFile() { ::close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};

// Each byte decides about one or two things; zeros are the defaults, nearly.
rfm::Plan plan_from(const std::uint8_t* flags) {
    rfm::Plan plan;
    plan.has_header = (flags[0] & 1) == 0;
    plan.no_monetary = (flags[0] & 2) != 0;
    if ((flags[0] & 4) != 0) plan.refunds = rfm::RefundRule::as_orders;
    if ((flags[0] & 8) == 0) plan.rejects_path = "/dev/null";  // mostly: bad rows then don't end the run
    if (!plan.has_header || (flags[0] & 16) != 0) {
        plan.customer = "1";
        plan.date = "2";
        if (!plan.no_monetary) plan.amount = (flags[0] & 32) != 0 ? "3*4" : "3";
        if ((flags[0] & 64) != 0) plan.order_id = "4";
    }
    plan.chunk_size = flags[1] == 0 ? 4096 : flags[1];
    constexpr char delimiters[] = {',', ';', '\t', '|', ' ', 'a', '\0'};
    if (flags[2] % 8 != 0) plan.delimiter = delimiters[flags[2] % 8 - 1];
    plan.decimal_mark = (flags[2] & 16) != 0 ? ',' : '.';
    constexpr const char* formats[] = {"", "", "", "ymd", "dmy", "mdy", "%d %b %Y", "%Y%m%d", "%m/%d/%y"};
    plan.date_format = formats[flags[3] % 9];
    plan.method = static_cast<rfm::Method>(flags[4] % 4);
    plan.bins = 2 + flags[4] / 4 % 9;
    // A map is read with a buffer of 48 MiB, which takes the address sanitizer ten times as long as all the rest.
    if (flags[4] < 4) plan.bins = flags[7] % 16 == 1 ? 5 : 4;
    if (flags[7] % 16 == 1 && (flags[7] & 16) != 0) plan.map = "rf10";
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
    plan.sort = static_cast<rfm::SortColumn>(flags[6] % 10);
    plan.sort_descending = (flags[6] & 16) != 0;
    plan.threads = 1;
    return plan;
}

struct Sink : rfm::TextSink {
    void write(std::string_view piece) override { text.append(piece); }
    std::string text;
};

void check(const rfm::ScoredCustomers& customers, const rfm::Plan& plan) {
    const rfm::RunSummary& summary = customers.summary();
    const rfm::RowCounts& rows = summary.rows;
    want(rows.read == rows.used + rows.filtered + rows.guest + rows.after_as_of + rows.before_since +
                          rows.repeated_headers + rows.further_lines + rows.duplicates + rows.other_currency +
                          rows.rejected,
         "the rows don't add up");
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
        if (i > 0 && plan.sort == rfm::SortColumn::customer_id) {
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
std::string answer(const rfm::Plan& plan) {
    try {
        const rfm::ScoredCustomers customers = rfm::score(plan);
        check(customers, plan);
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
    const MemoryFile file({reinterpret_cast<const char*>(data) + flag_bytes, size - flag_bytes});
    rfm::Plan plan = plan_from(data);
    plan.inputs = {file.path()};
    const std::string first = answer(plan);
    // Chunks of another size, on two threads now and then: starting them takes time.
    plan.chunk_size = std::size_t{1} << 16;
    if (size % 16 == 0) {
        plan.chunk_size = std::max<std::size_t>(1, size / 3);
        plan.threads = 2;
    }
    const std::string second = answer(plan);
    if (first != second) {
        std::fprintf(stderr, "--- one\n%s\n--- other\n%s\n", first.c_str(), second.c_str());
        found("the answer depends on the size of the chunks or on the threads");
    }
    return 0;
}
