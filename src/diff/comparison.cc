#include "diff/comparison.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "diff/batch_feed.h"

namespace rfm::diff {
namespace {

// The order of the segments, fixed by the first name that is seen.
class SettledOrder {
public:
    SettledOrder(const ComparisonRequest& request)
        : request_(request), candidates_(SegmentOrder::candidates(request.map, request.bins)) {
        if (candidates_.size() == 1) settle(candidates_.front());
    }

    std::uint32_t index_of(const NewSegment& segment, const std::string& file) {
        for (auto at = candidates_.begin(); !order_ && at != candidates_.end(); ++at) {
            if (at->index_of(segment.name)) settle(*at);
        }
        if (order_) {
            if (const auto index = order_->index_of(segment.name)) return *index;
        }
        throw Error(ErrorKind::data, fmt::format("{}:{}: column 'segment': {} {}", file, segment.line,
                                                 base::shown(segment.name), unknown_words()));
    }

    // Once a name was seen.
    const SegmentOrder& order() const { return *order_; }

private:
    void settle(const SegmentOrder& order) {
        order_ = order;
        if (request_.know_order) request_.know_order(order);
    }

    std::string unknown_words() const {
        if (!order_ && request_.map.empty()) {
            return "is no segment of the built-in maps value and rf10; give --map, the map that the files were scored "
                   "with, best segment first";
        }
        const SegmentOrder& order = order_ ? *order_ : candidates_.front();
        return fmt::format(
            "is no segment of the map {}, which has {}; {}", order.map_name(), names_words(order.names()),
            order.is_given() ? "compare files that were scored with one map, and give that one"
                             : "compare files that were scored with one map, and give --map when it is your own");
    }

    const ComparisonRequest& request_;
    std::vector<SegmentOrder> candidates_;
    std::optional<SegmentOrder> order_;
};

// Where in a file the comparison stands.
class Cursor {
public:
    Cursor(std::unique_ptr<ScoredFile> file, SettledOrder& order)
        : name_(file->name()), feed_(std::move(file)), order_(order) {}

    // The first customer, or the next one. Throws what the file throws.
    void step() {
        if (batch_ != nullptr && ++at_ < batch_->customers.size()) return;
        step_batch();
    }

    // nullptr behind the last.
    const ScoredCustomer* customer() const noexcept { return batch_ == nullptr ? nullptr : &batch_->customers[at_]; }
    std::uint32_t segment() const noexcept { return numbers_[batch_->customers[at_].segment]; }

    // Reads to the end, for what may be wrong there.
    void drain() {
        while (batch_ != nullptr) step_batch();
    }

    ComparedFile summary() const { return {name_, facts_}; }
    std::vector<std::string> warnings() { return feed_.file().warnings(); }

private:
    void step_batch() {
        batch_ = feed_.next();
        at_ = 0;
        if (batch_ == nullptr) return;
        for (const NewSegment& segment : batch_->new_segments) numbers_.push_back(order_.index_of(segment, name_));
        facts_ = batch_->facts;
    }

    std::string name_;
    BatchFeed feed_;
    SettledOrder& order_;
    ScoredBatch* batch_ = nullptr;
    std::size_t at_ = 0;
    std::vector<std::uint32_t> numbers_;  // of the file's segments, in the order
    ScoredFacts facts_;
};

void note_warnings(Comparison& comparison, std::vector<std::string> warnings) {
    for (std::string& warning : warnings) comparison.warnings.push_back(std::move(warning));
}

}  // namespace

Comparison compare_files(const ComparisonRequest& request) {
    SettledOrder settled(request);
    const auto open = [&](const std::string& path) {
        auto file = std::make_unique<ScoredFile>(path, request.chunk_size);
        if (request.know_file) request.know_file(*file);
        return file;
    };
    auto old_file = open(request.old_path);
    auto new_file = open(request.new_path);
    Cursor before(std::move(old_file), settled);
    Cursor now(std::move(new_file), settled);
    // So that what is said does not depend on which thread was faster.
    const auto step_now = [&] {
        try {
            now.step();
        } catch (...) {
            before.drain();
            throw;
        }
    };
    before.step();
    step_now();
    const SegmentOrder& order = settled.order();
    const auto segments = static_cast<std::uint32_t>(order.names().size());
    MoveTable moves(segments);
    const auto take = [&](const Move& move) {
        if (request.take_move) request.take_move(move, order);
    };
    while (before.customer() != nullptr || now.customer() != nullptr) {
        const ScoredCustomer* const a = before.customer();
        const ScoredCustomer* const b = now.customer();
        const int side = a == nullptr ? 1 : b == nullptr ? -1 : a->id.compare(b->id);
        if (side == 0) {
            const std::uint32_t from = before.segment();
            const std::uint32_t to = now.segment();
            moves.add_both(from, *a, to, *b);
            if (from != to) take({a, b, from, to});
            before.step();
            step_now();
        } else if (side < 0) {
            const std::uint32_t from = before.segment();
            moves.add_lost(from, *a);
            take({a, nullptr, from, segments});
            before.step();
        } else {
            const std::uint32_t to = now.segment();
            moves.add_won(to, *b);
            take({nullptr, b, segments, to});
            step_now();
        }
    }
    Comparison comparison{before.summary(), now.summary(), order, std::move(moves), {}};
    note_warnings(comparison, before.warnings());
    note_warnings(comparison, now.warnings());
    const auto& old_day = comparison.old_file.facts.as_of;
    const auto& new_day = comparison.new_file.facts.as_of;
    if (old_day && new_day && *old_day > *new_day) {
        comparison.warnings.push_back(fmt::format("{} is as of {}, after {} as of {}: OLD comes first, then NEW",
                                                  comparison.old_file.name, format_day(*old_day),
                                                  comparison.new_file.name, format_day(*new_day)));
    }
    return comparison;
}

}  // namespace rfm::diff
