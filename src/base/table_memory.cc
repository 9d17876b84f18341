#include "base/table_memory.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <new>
#include <sys/mman.h>

namespace rfm::base {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
// A run over ten thousand rows must not take 16 MiB: the first slabs are small and in small pages.
constexpr std::size_t small_slab = std::size_t{1} << 20;
constexpr std::size_t large_slab = std::size_t{16} << 20;
constexpr std::size_t small_needs = std::size_t{8} << 20;

}  // namespace

TableMemory::~TableMemory() {
    for (const Slab& slab : slabs_) ::munmap(slab.memory, slab.size);
}

std::size_t TableMemory::class_of(std::size_t bytes) noexcept {
    return static_cast<std::size_t>(std::countr_zero(bytes / smallest_piece));
}

void* TableMemory::allocate(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    in_use_.fetch_add(bytes, std::memory_order_relaxed);
    std::vector<void*>& free = free_[class_of(bytes)];
    if (!free.empty()) {
        void* found = free.back();
        free.pop_back();
        return found;
    }
    if (bytes > left_) add_slab();
    char* cut = next_;
    next_ += bytes;
    left_ -= bytes;
    return cut;
}

void TableMemory::give_back(void* piece, std::size_t bytes) noexcept {
    const std::lock_guard lock(mutex_);
    in_use_.fetch_sub(bytes, std::memory_order_relaxed);
    free_[class_of(bytes)].push_back(piece);
}

void TableMemory::add_slab() {
    // What is left of the last slab is given out in smaller pieces.
    while (left_ >= smallest_piece) {
        const std::size_t piece = std::min(std::bit_floor(left_), largest_piece);
        free_[class_of(piece)].push_back(next_);
        next_ += piece;
        left_ -= piece;
    }
    // Whole huge pages of the system's, once it is known that much is needed.
    const bool huge = total_ >= small_needs;
    const std::size_t size = huge ? large_slab : small_slab;
    const std::size_t mapped = huge ? size + huge_page : size;
    void* memory = ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    slabs_.push_back({memory, mapped});
    total_ += size;
    next_ = static_cast<char*>(memory);
    left_ = size;
    if (!huge) return;
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    next_ = reinterpret_cast<char*>((address + huge_page - 1) / huge_page * huge_page);
    ::madvise(next_, size, MADV_HUGEPAGE);
}

}  // namespace rfm::base
