#include "diff/batch_feed.h"

#include <utility>

namespace rfm::diff {

BatchFeed::BatchFeed(std::unique_ptr<ScoredFile> file) : file_(std::move(file)), thread_([this] { run(); }) {}

BatchFeed::~BatchFeed() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void BatchFeed::run() {
    for (;;) {
        ScoredBatch* batch = nullptr;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopped_ || filled_ - taken_ < batch_count; });
            if (stopped_) return;
            batch = &batches_[filled_ % batch_count];
        }
        bool more = false;
        std::exception_ptr failure;
        try {
            more = file_->read(*batch);
        } catch (...) {
            failure = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex_);
            failure_ = failure;
            ended_ = !more;
            if (!batch->customers.empty()) ++filled_;
        }
        changed_.notify_all();
        if (!more) return;
    }
}

ScoredBatch* BatchFeed::next() {
    std::unique_lock lock(mutex_);
    if (std::exchange(is_out_, false)) {
        ++taken_;
        changed_.notify_all();
    }
    changed_.wait(lock, [&] { return filled_ > taken_ || ended_; });
    if (filled_ == taken_) {
        if (failure_) std::rethrow_exception(failure_);
        return nullptr;
    }
    is_out_ = true;
    return &batches_[taken_ % batch_count];
}

}  // namespace rfm::diff
