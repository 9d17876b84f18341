// An array that grows by blocks, so that growing never needs the old and the new one at once, and nothing is left over
// from smaller ones. Up to one block it is a single piece that doubles, so that a small table takes little.
// Thread-safety: none; one owner. Elements stay where they are once there is more than one block.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <vector>

#include "base/table_memory.h"

namespace rfm::base {

template <class T>
class BlockArray {
    static_assert(std::is_trivially_copyable_v<T> && std::has_single_bit(sizeof(T)));

public:
    // memory outlives the array.
    explicit BlockArray(TableMemory& memory) : memory_(&memory) {}
    BlockArray(const BlockArray&) = delete;
    BlockArray& operator=(const BlockArray&) = delete;
    ~BlockArray() { clear(); }

    T& operator[](std::size_t index) noexcept { return blocks_[index / per_block][index % per_block]; }
    const T& operator[](std::size_t index) const noexcept { return blocks_[index / per_block][index % per_block]; }

    // How many elements there is room for.
    std::size_t capacity() const noexcept { return capacity_; }

    // Makes room for twice as many, or for one block more where that is less. New elements are not initialised.
    void grow_a_little() { extend_to(std::min(std::max(capacity_ * 2, smallest), capacity_ + per_block)); }

    // Makes room for twice as many, or for 1 KiB of them. New elements are not initialised.
    void grow_twofold() { extend_to(std::max(capacity_ * 2, smallest)); }

    // Sets every byte of every element to zero.
    void fill_zero() noexcept {
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            std::memset(static_cast<void*>(blocks_[i]), 0, std::min(capacity_ - i * per_block, per_block) * sizeof(T));
        }
    }

    // Gives all memory back.
    void clear() noexcept {
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            memory_->give_back(blocks_[i], std::min(capacity_ - i * per_block, per_block) * sizeof(T));
        }
        blocks_.clear();
        capacity_ = 0;
    }

private:
    static constexpr std::size_t per_block = TableMemory::largest_piece / sizeof(T);
    static constexpr std::size_t smallest = TableMemory::smallest_piece / sizeof(T);

    // count: of whole blocks, or a power of two below one.
    void extend_to(std::size_t count) {
        if (capacity_ > 0 && capacity_ < per_block) {
            T* larger = static_cast<T*>(memory_->allocate(std::min(count, per_block) * sizeof(T)));
            std::memcpy(static_cast<void*>(larger), blocks_[0], capacity_ * sizeof(T));
            memory_->give_back(blocks_[0], capacity_ * sizeof(T));
            blocks_[0] = larger;
            capacity_ = std::min(count, per_block);
        }
        while (capacity_ < count) {
            const std::size_t more = std::min(count - capacity_, per_block);
            blocks_.push_back(static_cast<T*>(memory_->allocate(more * sizeof(T))));
            capacity_ += more;
        }
    }

    TableMemory* memory_;
    std::vector<T*> blocks_;  // owned by memory_
    std::size_t capacity_ = 0;
};

}  // namespace rfm::base
