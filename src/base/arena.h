// Bytes that stay where they are until the arena goes: for keys that are too long to stand inline.
// Thread-safety: none; each owner has its own.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace rfm::base {

class Arena {
public:
    // Copies the text; the copy lives as long as the arena, also when the arena is moved.
    std::string_view copy(std::string_view text) {
        if (text.size() > left_) grow(text.size());
        char* place = next_;
        if (!text.empty()) std::memcpy(place, text.data(), text.size());
        next_ += text.size();
        left_ -= text.size();
        return {place, text.size()};
    }

    // How many bytes it has taken from the system.
    std::size_t allocated() const noexcept { return allocated_; }

    // Forgets all copies and keeps one block for the next ones.
    void clear() noexcept {
        if (blocks_.empty()) return;
        if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
        next_ = blocks_.back().get();
        left_ = last_size_;
        allocated_ = last_size_;
    }

private:
    void grow(std::size_t need) {
        // Small at first: there is one for each part of a table.
        constexpr std::size_t smallest = std::size_t{4} << 10;
        constexpr std::size_t largest = std::size_t{64} << 10;
        last_size_ = std::max(need, std::clamp(allocated_, smallest, largest));
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(last_size_));
        next_ = blocks_.back().get();
        left_ = last_size_;
        allocated_ += last_size_;
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t last_size_ = 0;
    std::size_t allocated_ = 0;
};

}  // namespace rfm::base
