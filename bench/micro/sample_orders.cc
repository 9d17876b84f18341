#include "sample_orders.h"

#include <utility>

#include "csv/block_scanner.h"

namespace rfm::bench {
namespace {

constexpr DayNumber first_day = 18'993;  // 2022-01-01
constexpr std::uint64_t days = 1096;

std::string digits(std::uint64_t value, std::size_t width) {
    std::string text(width, '0');
    for (std::size_t at = width; at > 0 && value > 0; value /= 10) text[--at] = static_cast<char>('0' + value % 10);
    return text;
}

std::string money(std::uint64_t cents) {
    return std::to_string(cents / 100) + '.' + digits(cents % 100, 2);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text.append(part).push_back(',');
    return text;
}

}  // namespace

PaddedText::PaddedText(std::string text) : bytes_(std::move(text)), size_(bytes_.size()) {
    bytes_.append(csv::scan_padding, '\0');
}

std::uint64_t Random::next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

PaddedText narrow_records(std::size_t size) {
    Random random;
    std::string text;
    while (text.size() < size) {
        text += 'C' + digits(random.below(2'000'000), 7) + ",2024-" + digits(1 + random.below(12), 2) + '-' +
                digits(1 + random.below(28), 2) + ',' + money(50 + random.below(60'000)) + ",web\n";
    }
    return PaddedText(std::move(text));
}

PaddedText wide_records(std::size_t size) {
    Random random;
    std::string text;
    while (text.size() < size) {
        text += "SO-" + digits(random.below(1'000'000), 9) + ",2024-05-17T12:30:00Z,C" +
                digits(random.below(200'000), 7) + ",buyer@example.org,\"linenov, mug \"\"Kit\"\" B.\",paid,EUR," +
                money(random.below(60'000)) + ",4.95,12.00," + money(random.below(60'000)) +
                ",WELCOME10,parcel,\"12, lamp street\",Leeds,12345,GB,\"linen mug bowl jar\",SKU-00017,2,\"linen bowl";
        text += random.below(8) == 0 ? "\nsecond line, " : ", ";
        text += "spoon plate knife basket\",web,\"returning,newsletter,lamp\"\n";
    }
    return PaddedText(std::move(text));
}

Texts::Texts(const std::vector<std::string>& parts) : bytes(joined(parts)) {
    views.reserve(parts.size());
    std::size_t at = 0;
    for (const std::string& part : parts) {
        views.emplace_back(bytes.data() + at, part.size());
        at += part.size() + 1;
    }
}

Texts customer_ids(std::size_t count, std::size_t length) {
    std::vector<std::string> ids;
    ids.reserve(count);
    for (std::size_t i = 0; i < count; ++i) ids.push_back('C' + digits(i, length - 1));
    return Texts(ids);
}

std::vector<orders::OrderRow> order_rows(std::size_t count, const Texts& ids, const Texts* order_ids) {
    Random random;
    std::vector<orders::OrderRow> rows(count);
    std::size_t customer = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (order_ids == nullptr || i % 3 == 0) customer = random.below(ids.views.size());
        rows[i].customer = base::PackedText::of(ids.views[customer]);
        if (order_ids != nullptr) rows[i].order_id = order_ids->views[i / 3 % order_ids->views.size()];
        rows[i].amount_scaled = static_cast<std::int64_t>(50 + random.below(60'000)) * 10'000;
        rows[i].day = first_day + static_cast<DayNumber>(random.below(days));
    }
    return rows;
}

}  // namespace rfm::bench
