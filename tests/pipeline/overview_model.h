// An overview worked out from the CSV that the program writes: sorted columns and plain loops, whole numbers of an
// amount's last decimal.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/overview.h>

#include "base/int128.h"
#include "support/csv_table.h"

namespace rfm::test {

using Wide = base::Int128;

inline Wide wide_of(std::string_view text) {
    Wide value = 0;
    for (const char c : text) {
        if (c != '-' && c != '.') value = value * 10 + (c - '0');
    }
    return text.starts_with('-') ? -value : value;
}

// The number with its last digits behind a point.
inline std::string decimal_text(Wide value, int decimals) {
    std::string digits;
    for (Wide rest = value < 0 ? -value : value; rest != 0; rest /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    while (static_cast<int>(digits.size()) <= decimals) digits.insert(digits.begin(), '0');
    if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    return (value < 0 ? "-" : "") + digits;
}

// Rounded half away from zero by looking at what is left.
inline Wide rounded(Wide dividend, Wide divisor) {
    const Wide magnitude = dividend < 0 ? -dividend : dividend;
    Wide quotient = magnitude / divisor;
    if (magnitude % divisor * 2 >= divisor) ++quotient;
    return dividend < 0 ? -quotient : quotient;
}

class OverviewModel {
public:
    // csv: with first_order_date among its columns. decimals: of its amounts.
    OverviewModel(std::string_view csv, int decimals, bool money) : decimals_(decimals), money_(money) {
        const CsvTable table(csv);
        for (std::size_t i = 0; i < table.size(); ++i) {
            Customer c;
            c.id = table.field(i, "customer_id");
            c.first = table.field(i, "first_order_date");
            c.last = table.field(i, "last_order_date");
            c.recency = std::stoll(table.field(i, "recency_days"));
            c.frequency = std::stoll(table.field(i, "frequency"));
            if (money) c.monetary = wide_of(table.field(i, "monetary"));
            c.monetary_text = table.field(i, "monetary");
            c.r = std::stoi(table.field(i, "r_score"));
            c.f = std::stoi(table.field(i, "f_score"));
            c.m = money ? std::stoi(table.field(i, "m_score")) : 0;
            c.segment = table.field(i, "segment");
            customers_.push_back(c);
        }
    }

    std::size_t size() const { return customers_.size(); }

    // All but the histograms, one line a figure, as text_of() writes those of an Overview.
    std::string text(int bins, const std::vector<std::string>& segments, std::size_t top) const {
        std::string out;
        for (int r = 1; r <= bins; ++r) {
            for (int f = 1; f <= bins; ++f) {
                const Sum sum = sum_of([&](const Customer& c) { return c.r == r && c.f == f; });
                out += "cell " + words(sum) + " " + mean_money(sum) + "\n";
            }
        }
        for (const std::string& name : segments) {
            const Sum sum = sum_of([&](const Customer& c) { return c.segment == name; });
            const bool some = sum.customers > 0;
            const auto n = static_cast<Wide>(sum.customers);
            out += "segment " + name + " " + words(sum) + " " +
                   (some ? decimal_text(rounded(sum.recency * 10, n), 1) : "") + " " +
                   (some ? decimal_text(rounded(sum.frequency * 10, n), 1) : "") + " " + mean_money(sum) + "\n";
        }
        std::vector<Customer> best = customers_;
        std::sort(best.begin(), best.end(), [&](const Customer& a, const Customer& b) {
            const Wide x = money_ ? a.monetary : a.frequency;
            const Wide y = money_ ? b.monetary : b.frequency;
            return x != y ? x > y : a.id < b.id;
        });
        if (money_) out += pareto_text(best);
        for (std::size_t i = 0; i < std::min(top, best.size()); ++i) {
            const Customer& c = best[i];
            out += "top " + c.id + " " + c.first + " " + c.last + " " + std::to_string(c.recency) + " " +
                   std::to_string(c.frequency) + " " + c.monetary_text + " " + std::to_string(c.r) + " " +
                   std::to_string(c.f) + " " + std::to_string(c.m) + " " + c.segment + "\n";
        }
        return out;
    }

    // The values of a metric, rising; money in units of 10^-6.
    std::vector<std::int64_t> values(std::size_t metric) const {
        std::vector<std::int64_t> all;
        for (const Customer& c : customers_) {
            Wide unit = 1;
            for (int i = decimals_; i < 6; ++i) unit *= 10;
            all.push_back(metric == 0   ? c.recency
                          : metric == 1 ? c.frequency
                                        : static_cast<std::int64_t>(c.monetary * unit));
        }
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    struct Customer {
        std::string id, first, last, monetary_text, segment;
        std::int64_t recency = 0, frequency = 0;
        Wide monetary = 0;
        int r = 0, f = 0, m = 0;
    };
    struct Sum {
        std::size_t customers = 0;
        Wide recency = 0, frequency = 0, monetary = 0;
    };

    template <class Is>
    Sum sum_of(const Is& is) const {
        Sum sum;
        for (const Customer& c : customers_) {
            if (!is(c)) continue;
            ++sum.customers;
            sum.recency += c.recency;
            sum.frequency += c.frequency;
            sum.monetary += c.monetary;
        }
        return sum;
    }
    std::string words(const Sum& sum) const {
        return std::to_string(sum.customers) + " " + (money_ ? decimal_text(sum.monetary, decimals_) : "");
    }
    std::string mean_money(const Sum& sum) const {
        if (!money_ || sum.customers == 0) return "";
        const int places = std::max(decimals_, 2);
        Wide factor = 1;
        for (int i = decimals_; i < places; ++i) factor *= 10;
        return decimal_text(rounded(sum.monetary * factor, static_cast<Wide>(sum.customers)), places);
    }
    std::string pareto_text(const std::vector<Customer>& richest) const {
        Wide total = 0;
        for (const Customer& c : richest) total += c.monetary;
        std::string out;
        std::size_t before = 0;
        for (std::size_t percent = 1; percent <= 100; ++percent) {
            std::size_t count = richest.size() * percent / 100;
            if (richest.size() * percent % 100 != 0) ++count;
            if (count == before) continue;
            before = count;
            Wide sum = 0;
            for (std::size_t i = 0; i < count; ++i) sum += richest[i].monetary;
            out += "pareto " + std::to_string(count) + " " + decimal_text(sum, decimals_) + " " +
                   (total > 0 ? decimal_text(rounded(sum * 1000, total), 1) : "") + "\n";
        }
        return out;
    }

    int decimals_;
    bool money_;
    std::vector<Customer> customers_;
};

inline std::string text_of(const Overview& overview) {
    std::string out;
    const auto words = [](const CustomerGroup& group) {
        return std::to_string(group.customers) + " " + group.monetary;
    };
    for (std::size_t i = 0; i < overview.cells.size(); ++i) {
        out += "cell " + words(overview.cells[i]) + " " + overview.cell_means[i] + "\n";
    }
    for (const SegmentProfile& s : overview.segments) {
        out += "segment " + s.segment + " " + words(s.group) + " " + s.mean_recency_days + " " + s.mean_frequency +
               " " + s.mean_monetary + "\n";
    }
    for (const ParetoPoint& p : overview.pareto) {
        out += "pareto " + std::to_string(p.customers) + " " + p.monetary + " " + p.monetary_percent + "\n";
    }
    for (const TopCustomer& c : overview.top) {
        out += "top " + c.id + " " + format_day(c.first_order_day) + " " + format_day(c.last_order_day) + " " +
               std::to_string(c.recency_days) + " " + std::to_string(c.frequency) + " " + c.monetary + " " +
               std::to_string(c.r) + " " + std::to_string(c.f) + " " + std::to_string(c.m) + " " + c.segment + "\n";
    }
    return out;
}

// The histograms, so that two overviews can be compared as a whole.
inline std::string histograms_text(const Overview& overview) {
    std::string out;
    const auto end = [](const std::optional<std::int64_t>& at) { return at ? std::to_string(*at) : ""; };
    for (const Histogram& histogram : overview.histograms) {
        out += "histogram " + std::to_string(histogram.lowest) + " " + std::to_string(histogram.median) + " " +
               std::to_string(histogram.highest) + "\n";
        for (const HistogramBar& bar : histogram.bars) {
            out += end(bar.from) + ".." + end(bar.to) + " " + std::to_string(bar.customers) + "\n";
        }
    }
    return out;
}

}  // namespace rfm::test
