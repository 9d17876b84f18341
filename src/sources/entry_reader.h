// The files in an archive, in its order: each is a text of its own, or refused by name.
// Thread-safety: one owner. What next() gave must be gone before it is called again, and before the reader goes.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sources/archive_reader.h"
#include "sources/byte_source.h"

namespace rfm::sources {

// Whether the zip is a workbook (.xlsx, .ods): goes through its list of files. Throws Error(data) when it is damaged.
bool is_workbook(const std::string& name, const RandomBytes& zip);

class EntryReader {
public:
    explicit EntryReader(std::unique_ptr<ArchiveReader> archive) : archive_(std::move(archive)) {}

    // The next file, named as in "orders.zip/june.csv"; nothing behind the last. Folders, hidden files and what macOS
    // adds are passed over. Throws Error(data) for what is damaged, encrypted or no file, and when there is no file.
    std::unique_ptr<ByteSource> next();

    // The hidden files that were passed over, a line each.
    std::vector<std::string>& warnings() noexcept { return warnings_; }

private:
    std::unique_ptr<ArchiveReader> archive_;
    bool found_ = false;
    std::vector<std::string> warnings_;
};

}  // namespace rfm::sources
