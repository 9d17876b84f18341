// Memory for tables that are touched all over: in pages of 2 MiB where the system has them, once a table needs much.
// With pages of 4 KiB every touch of a large table misses the translation cache as well as the data cache.
// Pieces are powers of two; what one part of a table outgrows the next one takes. All of it goes with the object.
// Thread-safety: made to be shared by the parts of one table.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <vector>

namespace rfm::base {

class TableMemory {
public:
    TableMemory() = default;
    TableMemory(const TableMemory&) = delete;
    TableMemory& operator=(const TableMemory&) = delete;
    ~TableMemory();

    // Aligned to 64 bytes, not initialised. Throws std::bad_alloc.
    void* allocate(std::size_t bytes);
    // For the next who needs that size.
    void give_back(void* piece, std::size_t bytes) noexcept;

private:
    struct Slab {
        void* memory;
        std::size_t size;
    };
    void* map(std::size_t bytes);
    void add_slab();

    std::mutex mutex_;
    std::vector<Slab> slabs_;
    std::array<std::vector<void*>, 48> free_;  // by the power of two
    char* next_ = nullptr;                     // in the last slab
    std::size_t left_ = 0;
    std::size_t total_ = 0;
};

// For std::vector.
template <class T>
struct TableAllocator {
    using value_type = T;

    explicit TableAllocator(TableMemory& from) noexcept : memory(&from) {}
    template <class U>
    TableAllocator(const TableAllocator<U>& other) noexcept : memory(other.memory) {}  // NOLINT: allocators convert

    T* allocate(std::size_t count) { return static_cast<T*>(memory->allocate(count * sizeof(T))); }
    void deallocate(T* piece, std::size_t count) noexcept { memory->give_back(piece, count * sizeof(T)); }

    template <class U>
    bool operator==(const TableAllocator<U>& other) const noexcept {
        return memory == other.memory;
    }

    TableMemory* memory;
};

}  // namespace rfm::base
