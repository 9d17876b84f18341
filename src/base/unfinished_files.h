// The names of files that are not finished, so that a signal that ends the process can take them away first.
//
// This is the one piece of global state: a signal handler is given nothing but a number, so what it needs must stand
// where it is found without an argument. Who installs no such handler has nothing to do with it.
// Thread-safety: safe from any thread; remove_unfinished_files() also in a signal handler.
#pragma once

#include <csignal>
#include <memory>
#include <string>
#include <sys/types.h>

namespace rfm::base {

struct UnfinishedEntry;

// The name of one unfinished file, registered as long as the object lives.
class UnfinishedName {
public:
    UnfinishedName() noexcept;
    // Before the file is given the name, so that there is no moment in which nobody knows of it. device, number: of the
    // file (st_dev, st_ino), so that another one that has the name by then is left alone.
    UnfinishedName(std::string path, dev_t device, ino_t number);
    UnfinishedName(UnfinishedName&& other) noexcept;
    UnfinishedName& operator=(UnfinishedName&& other) noexcept;
    ~UnfinishedName();

    bool is_registered() const noexcept { return entry_ != nullptr; }
    const std::string& path() const noexcept;  // of one that is registered

    // When the file has the name no longer.
    void forget() noexcept;

private:
    std::unique_ptr<UnfinishedEntry> entry_;
};

// Takes away each registered file that still has its name. For a handler that ends the process right after it: whoever
// registers or forgets a name from then on waits for that end.
void remove_unfinished_files() noexcept;

// Keeps signals from this thread while the object lives: for a file that must be made under a name, and whose number is
// known only when it is there.
class SignalsKeptOff {
public:
    SignalsKeptOff() noexcept;
    ~SignalsKeptOff();
    SignalsKeptOff(const SignalsKeptOff&) = delete;
    SignalsKeptOff& operator=(const SignalsKeptOff&) = delete;

private:
    sigset_t before_;
};

}  // namespace rfm::base
