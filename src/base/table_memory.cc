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
constexpr std::size_t smallest_piece = 1024;

std::size_t piece_size(std::size_t bytes) noexcept {
    return std::bit_ceil(std::max(bytes, smallest_piece));
}
std::size_t class_of(std::size_t piece) noexcept {
    return static_cast<std::size_t>(std::countr_zero(piece));
}

}  // namespace

TableMemory::~TableMemory() {
    for (const Slab& slab : slabs_) ::munmap(slab.memory, slab.size);
}

void* TableMemory::allocate(std::size_t bytes) {
    const std::size_t piece = piece_size(bytes);
    const std::lock_guard lock(mutex_);
    std::vector<void*>& free = free_[class_of(piece)];
    if (!free.empty()) {
        void* found = free.back();
        free.pop_back();
        return found;
    }
    if (piece > small_slab) return map(piece);
    if (piece > left_) add_slab();
    char* cut = next_;
    next_ += piece;
    left_ -= piece;
    return cut;
}

void TableMemory::give_back(void* piece, std::size_t bytes) noexcept {
    const std::size_t size = piece_size(bytes);
    const std::lock_guard lock(mutex_);
    free_[class_of(size)].push_back(piece);
}

// Whole huge pages of the system's.
void* TableMemory::map(std::size_t bytes) {
    const bool huge = total_ >= small_needs || bytes >= small_needs;
    const std::size_t size = huge ? bytes + huge_page : bytes;
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    slabs_.push_back({memory, size});
    total_ += bytes;
    if (!huge) return memory;
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    auto* aligned = reinterpret_cast<char*>((address + huge_page - 1) / huge_page * huge_page);
    ::madvise(aligned, bytes, MADV_HUGEPAGE);
    return aligned;
}

void TableMemory::add_slab() {
    // What is left of the last slab is given out in smaller pieces.
    while (left_ >= smallest_piece) {
        const std::size_t piece = std::bit_floor(left_);
        free_[class_of(piece)].push_back(next_);
        next_ += piece;
        left_ -= piece;
    }
    const std::size_t size = total_ >= small_needs ? large_slab : small_slab;
    next_ = static_cast<char*>(map(size));
    left_ = size;
}

}  // namespace rfm::base
