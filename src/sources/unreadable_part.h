// What is wrong inside a workbook, in words that go on after "the workbook can't be read: ". It never leaves the room:
// write_sheet_as_csv knows the file's name and turns it into an rfm::Error.
// Thread-safety: immutable after construction.
#pragma once

#include <stdexcept>

namespace rfm::sources {

class UnreadablePart : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace rfm::sources
