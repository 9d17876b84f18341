// A file that appears under its name whole or not at all: written without a name in the same folder, then renamed over
// what was there. A reader never sees half of it, and a run that fails or is killed leaves the old one as it was. When
// commit() has returned, neither a crash of the system nor a loss of power takes the new one back.
// Pipes, devices and the like are written to directly.
//
// Where there must be a name before the rename (for a moment, or all along on file systems without unnamed files), it
// is
// `.NAME.rfm-1.tmp`, or the next number while another run has that one. A signal takes it away (unfinished_files.h);
// what is left when a run is killed in that moment belongs to nobody, which is seen by the lock that each run holds on
// its own, and the next run of the same output takes it away. So there are never more than runs at one time.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <string_view>

#include "base/file.h"
#include "base/unfinished_files.h"

namespace rfm::base {

class AtomicFile {
public:
    // Throws Error(cannot_create) when the folder or the name can't be written to. The file keeps the permissions of
    // the one that it replaces, and its owner and group as far as the process may give them.
    explicit AtomicFile(const std::string& path);
    AtomicFile(AtomicFile&&) noexcept = default;
    AtomicFile& operator=(AtomicFile&&) noexcept = delete;
    // Without commit(), nothing has happened.
    ~AtomicFile();

    // Throws Error(io), or ClosedPipe when the path is a pipe that nobody reads any more.
    void write(std::string_view text);

    // All that may fail short of the rename: the bytes are on disk, under a hidden name. Where one run has several
    // outputs, all are prepared before the first is committed. Nothing can be written any more.
    // Throws Error(cannot_create) or Error(io); then the old file is still there.
    void prepare();

    // Gives the file its name, after prepare() if that has not been called. Throws as prepare() does.
    void commit();

private:
    void make_named();
    void give_hidden_name();
    void clear_names_behind(int number) const;
    [[noreturn]] void refuse_at_end(int reason) const;

    std::string path_;          // as given, for messages
    std::string target_;        // with symbolic links followed
    UnfinishedName temporary_;  // the name of the unfinished file, where it has one
    FileDescriptor file_;
    bool direct_ = false;
    bool prepared_ = false;
};

}  // namespace rfm::base
