// Words to standard error, data to standard output.
#pragma once

#include <string>
#include <string_view>

#include <rfm/score.h>

#include "base/atomic_file.h"

namespace rfm::cli {

// "rfm: " and the text and a newline, to standard error.
void say(std::string_view text);

// The text as it is, to standard error.
void say_raw(std::string_view text);

void print(std::string_view text);  // to standard output; throws Error(io), base::ClosedPipe

bool stderr_is_terminal();

// The file outlives the sink.
class FileSink : public TextSink {
public:
    explicit FileSink(base::AtomicFile& file) : file_(file) {}
    void write(std::string_view text) override { file_.write(text); }

private:
    base::AtomicFile& file_;
};

class StdoutSink : public TextSink {
public:
    void write(std::string_view text) override { print(text); }
};

}  // namespace rfm::cli
