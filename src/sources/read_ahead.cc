#include "sources/read_ahead.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rfm::sources {

ReadAhead::ReadAhead(std::unique_ptr<ByteSource> source, std::size_t block_size)
    : ByteSource(source->name()), source_(std::move(source)) {
    for (Block& block : blocks_) block.bytes.resize(block_size);
    thread_ = std::thread([this] { run(); });
}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ReadAhead::run() {
    for (;;) {
        Block* block = nullptr;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopped_ || filled_ - taken_ < block_count; });
            if (stopped_) return;
            block = &blocks_[filled_ % block_count];
        }
        std::exception_ptr failure;
        block->size = 0;
        try {
            block->size = source_->read(block->bytes);
        } catch (...) {
            failure = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex_);
            failure_ = failure;
            source_ended_ = failure_ || block->size < block->bytes.size();
            if (block->size > 0) ++filled_;
        }
        changed_.notify_all();
        if (failure || block->size < block->bytes.size()) return;
    }
}

std::size_t ReadAhead::read(std::span<char> into) {
    std::size_t done = 0;
    while (done < into.size()) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return filled_ > taken_ || source_ended_; });
            if (filled_ == taken_) {
                if (failure_) std::rethrow_exception(failure_);
                break;
            }
        }
        const Block& block = blocks_[taken_ % block_count];
        const std::size_t count = std::min(into.size() - done, block.size - used_);
        std::memcpy(into.data() + done, block.bytes.data() + used_, count);
        done += count;
        used_ += count;
        if (used_ == block.size) {
            used_ = 0;
            {
                const std::lock_guard lock(mutex_);
                ++taken_;
            }
            changed_.notify_all();
        }
    }
    return done;
}

}  // namespace rfm::sources
