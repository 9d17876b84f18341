// What stops a run. Thrown by the library, turned into a message and an exit status by the program.
// Thread-safety: immutable after construction.
#pragma once

#include <stdexcept>
#include <string>

namespace rfm {

enum class ErrorKind {
    usage,          // the request makes no sense: exit status 64
    data,           // the data was refused: 65
    no_input,       // an input can't be opened: 66
    bug,            // a broken promise inside the program: 70
    resource,       // out of memory or another resource: 71
    cannot_create,  // an output can't be made: 73
    io,             // a read or a write failed: 74
    busy,           // another run holds the lock: 75
};

// The exit status that the command line promises for a kind of error (sysexits numbers).
int exit_status(ErrorKind kind) noexcept;

class Error : public std::runtime_error {
public:
    // message: what was wrong, where, and what to try; several lines are allowed, no final newline.
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    ErrorKind kind() const noexcept { return kind_; }

private:
    ErrorKind kind_;
};

}  // namespace rfm
