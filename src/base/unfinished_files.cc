#include "base/unfinished_files.h"

#include <array>
#include <atomic>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace rfm::base {
namespace {

using Slot = std::atomic<const UnfinishedEntry*>;
static_assert(Slot::is_always_lock_free && std::atomic<bool>::is_always_lock_free);  // a handler must not wait

}  // namespace

struct UnfinishedEntry {
    std::string path;
    dev_t device = 0;
    ino_t number = 0;
    Slot* slot = nullptr;  // none when all were taken; then a signal leaves the file where it is
};

namespace {

// An entry belongs to whoever takes it out of its slot: its owner, or the handler.
std::array<Slot, 1024> slots;
std::atomic<bool> process_ends = false;

[[noreturn]] void wait_for_end() noexcept {
    for (;;) ::pause();
}

}  // namespace

UnfinishedName::UnfinishedName() noexcept = default;
UnfinishedName::UnfinishedName(UnfinishedName&& other) noexcept = default;

UnfinishedName::UnfinishedName(std::string path, dev_t device, ino_t number)
    : entry_(new UnfinishedEntry{std::move(path), device, number, nullptr}) {
    for (Slot& slot : slots) {
        const UnfinishedEntry* none = nullptr;
        // Set before, since the handler may take the entry at once.
        entry_->slot = &slot;
        if (slot.compare_exchange_strong(none, entry_.get())) break;
        entry_->slot = nullptr;
    }
    // Either the handler sees the entry, or this sees that there was a handler.
    if (process_ends) wait_for_end();
}

UnfinishedName& UnfinishedName::operator=(UnfinishedName&& other) noexcept {
    forget();
    entry_ = std::move(other.entry_);
    return *this;
}

UnfinishedName::~UnfinishedName() {
    forget();
}

const std::string& UnfinishedName::path() const noexcept {
    return entry_->path;
}

void UnfinishedName::forget() noexcept {
    if (!entry_) return;
    const UnfinishedEntry* mine = entry_.get();
    if (entry_->slot != nullptr && !entry_->slot->compare_exchange_strong(mine, nullptr)) wait_for_end();
    entry_.reset();
}

void remove_unfinished_files() noexcept {
    process_ends = true;
    for (Slot& slot : slots) {
        const UnfinishedEntry* entry = slot.exchange(nullptr);
        if (entry == nullptr) continue;
        struct stat status {};
        if (::lstat(entry->path.c_str(), &status) != 0) continue;
        if (status.st_dev == entry->device && status.st_ino == entry->number) ::unlink(entry->path.c_str());
    }
}

SignalsKeptOff::SignalsKeptOff() noexcept {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
}

SignalsKeptOff::~SignalsKeptOff() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace rfm::base
