// Memory for tables that are touched all over: in pages of 2 MiB where the system has them, once a table needs much.
// With pages of 4 KiB every touch of a large table misses the translation cache as well as the data cache.
// It is given out in pieces of a power of two; all of it goes with the object.
// Thread-safety: made to be shared by the parts of one table.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <vector>

namespace rfm::base {

class TableMemory {
public:
    static constexpr std::size_t smallest_piece = 1024;
    static constexpr std::size_t largest_piece = std::size_t{16} << 10;

    TableMemory() = default;
    TableMemory(const TableMemory&) = delete;
    TableMemory& operator=(const TableMemory&) = delete;
    ~TableMemory();

    // bytes: a power of two between the smallest and the largest piece. Aligned to 64 bytes, not initialised.
    // Throws std::bad_alloc.
    void* allocate(std::size_t bytes);
    // For the next who needs that size.
    void give_back(void* piece, std::size_t bytes) noexcept;

    // How many bytes are given out, and what is counted with them.
    std::size_t in_use() const noexcept { return in_use_.load(std::memory_order_relaxed); }
    // Memory that the same tables have from elsewhere.
    void count_also(std::size_t bytes) noexcept { in_use_.fetch_add(bytes, std::memory_order_relaxed); }
    void count_no_more(std::size_t bytes) noexcept { in_use_.fetch_sub(bytes, std::memory_order_relaxed); }

private:
    struct Slab {
        void* memory;
        std::size_t size;
    };
    static std::size_t class_of(std::size_t bytes) noexcept;
    void add_slab();

    std::mutex mutex_;
    std::atomic<std::size_t> in_use_ = 0;
    std::vector<Slab> slabs_;
    std::array<std::vector<void*>, 5> free_;  // by size
    char* next_ = nullptr;                    // in the last slab
    std::size_t left_ = 0;
    std::size_t total_ = 0;
};

}  // namespace rfm::base
