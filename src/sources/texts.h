// The texts that one path holds, one after the other: one of a file, packed or not; several of an archive.
// Thread-safety: one owner. A text must be gone before the next is asked for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <rfm/error.h>
#include <rfm/progress.h>

#include "sources/file_state.h"
#include "sources/text.h"

namespace rfm::sources {

class EntryReader;
class FileSource;

class Texts {
public:
    // path: "-" is standard input. progress, if any, outlives all and counts the bytes of the file that are read.
    // Throws Error(no_input) when it can't be opened, Error(data) when it holds no text that can be read.
    static Texts open(const std::string& path, SourceOptions options, Progress* progress = nullptr);
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;
    ~Texts();

    // The next text; nothing behind the last. Throws Error(data) as the text is not what it should be, and behind the
    // last Error(io) when the path is a regular file that has been written to since it was opened.
    std::optional<Text> next();

    // To be called with what reading a text threw: throws Error(io) instead when the file has been written to
    // meanwhile, as that will be the reason.
    void blame_change(const Error& error) const;

    // What the user should know of the files passed over so far, one line each; empties the list.
    std::vector<std::string> warnings();

private:
    explicit Texts(SourceOptions options);
    void begin_reading(std::unique_ptr<FileSource> file);

    SourceOptions options_;
    std::optional<FileState> file_state_;
    std::optional<Unpacked> single_;
    std::optional<Text> workbook_;
    std::unique_ptr<EntryReader> entries_;
};

}  // namespace rfm::sources
