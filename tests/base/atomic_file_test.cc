#include "base/atomic_file.h"

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <rfm/error.h>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::base {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryFolder;

std::size_t files_in(const TemporaryFolder& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

std::string refusal(const std::string& path) {
    try {
        AtomicFile file(path);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::cannot_create);
        return error.what();
    }
    return {};
}

void write_all(const std::string& path, std::string_view text) {
    AtomicFile file(path);
    file.write(text);
    file.commit();
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

// Root may write anywhere: what others may not do is tried as another user.
class AsAnyUser {
public:
    AsAnyUser() : was_root_(::geteuid() == 0), worked_(!was_root_ || ::setresuid(65534, 65534, 0) == 0) {}
    ~AsAnyUser() {
        if (was_root_ && worked_ && ::setresuid(0, 0, 0) != 0) std::abort();
    }
    AsAnyUser(const AsAnyUser&) = delete;
    AsAnyUser& operator=(const AsAnyUser&) = delete;
    bool worked() const { return worked_; }

private:
    bool was_root_, worked_;
};

TEST_CASE("a file appears with commit, whole") {
    const TemporaryFolder folder;
    const std::string path = folder.file("scores.csv");
    AtomicFile file(path);
    file.write("id,");
    file.write("sum\n");
    CHECK(files_in(folder) == 0);
    file.commit();
    CHECK(read_file(path) == "id,sum\n");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("without commit the old file stays, and nothing else") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    {
        AtomicFile file(path);
        file.write("half of to");
        CHECK(read_file(path) == "yesterday");
    }
    CHECK(read_file(path) == "yesterday");
    CHECK(files_in(folder) == 1);
    write_all(path, "today");
    CHECK(read_file(path) == "today");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("a reader of the old file goes on reading it") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    const FileDescriptor reader(::open(path.c_str(), O_RDONLY));
    write_all(path, "today");
    char bytes[32];
    CHECK(std::string(bytes, read_fully(reader.get(), bytes, path)) == "yesterday");
}

TEST_CASE("the owner of an AtomicFile may move it") {
    const TemporaryFolder folder;
    AtomicFile first(folder.file("scores.csv"));
    first.write("a");
    AtomicFile second(std::move(first));
    second.write("b");
    second.commit();
    CHECK(read_file(folder.file("scores.csv")) == "ab");
}

TEST_CASE("permissions stay, a new file has those of any new file") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    for (const mode_t mode : {0640U, 0600U, 0664U, 0755U}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        write_all(path, "today");
        CHECK(mode_of(path) == mode);
    }
    const mode_t mask = ::umask(0027);
    write_all(folder.file("new.csv"), "x");
    CHECK(::umask(mask) == 0027);  // and the mask is as it was
    CHECK(mode_of(folder.file("new.csv")) == 0640);
}

TEST_CASE("a symbolic link is followed, and stays a link") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "2025");
    const std::string target = folder.write("2025/scores.csv", "yesterday");
    const std::string link = folder.file("latest.csv");
    fs::create_symlink("2025/scores.csv", link);
    write_all(link, "today");
    CHECK(fs::is_symlink(link));
    CHECK(read_file(target) == "today");

    // Also to a file that is not there yet, through a second link.
    fs::create_symlink("2025/next.csv", folder.file("next.csv"));
    fs::create_symlink(folder.file("next.csv"), folder.file("alias.csv"));
    write_all(folder.file("alias.csv"), "tomorrow");
    CHECK(fs::is_symlink(folder.file("alias.csv")));
    CHECK(fs::is_symlink(folder.file("next.csv")));
    CHECK(read_file(folder.path() / "2025" / "next.csv") == "tomorrow");

    fs::create_symlink("nowhere/scores.csv", folder.file("lost.csv"));
    CHECK(refusal(folder.file("lost.csv")) ==
          folder.file("lost.csv") + ": can't be written: No such file or directory");
    fs::create_symlink("loop.csv", folder.file("loop.csv"));
    CHECK(refusal(folder.file("loop.csv")) ==
          folder.file("loop.csv") + ": can't be written: Too many levels of symbolic links");
}

TEST_CASE("a name without a folder stands in the current one") {
    const TemporaryFolder folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    write_all("scores.csv", "here");
    fs::current_path(before);
    CHECK(read_file(folder.file("scores.csv")) == "here");
}

TEST_CASE("what can't become a file is refused before anything is written") {
    const TemporaryFolder folder;
    const std::string path = folder.path().string();
    CHECK(refusal(path) == path + ": can't be written: Is a directory");
    CHECK(refusal(path + "/") == path + "/: can't be written: Is a directory");
    CHECK(refusal(path + "/new/") == path + "/new/: can't be written: Is a directory");
    CHECK(refusal(path + "/no/scores.csv") == path + "/no/scores.csv: can't be written: No such file or directory");
    const std::string file = folder.write("file", "x");
    CHECK(refusal(file + "/scores.csv") == file + "/scores.csv: can't be written: Not a directory");
    // Nobody can make a file here, root neither.
    CHECK(refusal("/proc/scores.csv").starts_with("/proc/scores.csv: can't be written: "));
    CHECK(files_in(folder) == 1);
}

TEST_CASE("a folder or a file that may not be written to is refused, and stays as it was") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "closed");
    const std::string old = folder.write("closed/scores.csv", "yesterday");
    const std::string kept = folder.write("kept.csv", "mine");
    REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
    REQUIRE(::chmod(old.c_str(), 0666) == 0);
    REQUIRE(::chmod(kept.c_str(), 0444) == 0);
    REQUIRE(::chmod(folder.file("closed").c_str(), 0555) == 0);
    {
        const AsAnyUser user;
        if (!user.worked()) {
            WARN("skipped: can't become another user");
            return;
        }
        CHECK(refusal(folder.file("closed/new.csv")) ==
              folder.file("closed/new.csv") + ": can't be written: Permission denied");
        CHECK(refusal(old) == old + ": can't be written: Permission denied");
        // The folder would allow a rename over it; what its owner meant counts.
        CHECK(refusal(kept) == kept + ": can't be written: Permission denied");
        CHECK(refusal(folder.file("mine.csv")).empty());
    }
    REQUIRE(::chmod(folder.file("closed").c_str(), 0755) == 0);
    CHECK(read_file(old) == "yesterday");
    CHECK(read_file(kept) == "mine");
}

TEST_CASE("devices and pipes are written to directly") {
    write_all("/dev/null", "x");
    CHECK(fs::is_character_file("/dev/null"));

    AtomicFile full("/dev/full");
    try {
        full.write("x");
        FAIL("written to a full device");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::io);
        CHECK(std::string(error.what()) == "/dev/full: writing failed: No space left on device");
    }

    std::signal(SIGPIPE, SIG_IGN);
    const TemporaryFolder folder;
    const std::string path = folder.file("pipe");
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    FileDescriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
    AtomicFile pipe(path);
    pipe.write("now");
    char bytes[8];
    CHECK(std::string(bytes, static_cast<std::size_t>(::read(reader.get(), bytes, sizeof bytes))) == "now");
    { const FileDescriptor gone(std::move(reader)); }
    CHECK_THROWS_AS(pipe.write("nobody reads"), ClosedPipe);
    CHECK(fs::is_fifo(path));
}

TEST_CASE("a folder that goes during the run is told at commit") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "out");
    const std::string path = folder.file("out/scores.csv");
    AtomicFile file(path);
    file.write("x");
    fs::remove_all(folder.path() / "out");
    try {
        file.commit();
        FAIL("committed into nothing");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::cannot_create);
        CHECK(std::string(error.what()) ==
              path + ": can't be written: the folder " + folder.file("out") + " was removed during the run");
    }
    CHECK(files_in(folder) == 0);
}

TEST_CASE("prepare: all but the name, and the old file still there") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    AtomicFile file(path);
    file.write("today");
    file.prepare();
    file.prepare();  // once more changes nothing
    CHECK(read_file(path) == "yesterday");
    CHECK(read_file(folder.file(".scores.csv.rfm-1.tmp")) == "today");
    file.commit();
    CHECK(read_file(path) == "today");
    CHECK(files_in(folder) == 1);
    {
        AtomicFile given_up(path);
        given_up.write("tomorrow");
        given_up.prepare();
        CHECK(files_in(folder) == 2);
    }
    CHECK(read_file(path) == "today");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("a prepared file may be moved, too") {
    const TemporaryFolder folder;
    AtomicFile first(folder.file("scores.csv"));
    first.write("a");
    first.prepare();
    AtomicFile second(std::move(first));
    second.commit();
    CHECK(read_file(folder.file("scores.csv")) == "a");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("runs side by side have hidden names of their own, and the last one to finish stays") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    AtomicFile first(path);
    AtomicFile second(path);
    first.write("first");
    second.write("second");
    first.prepare();
    second.prepare();
    CHECK(read_file(folder.file(".scores.csv.rfm-1.tmp")) == "first");
    CHECK(read_file(folder.file(".scores.csv.rfm-2.tmp")) == "second");
    second.commit();
    CHECK(read_file(path) == "second");
    first.commit();
    CHECK(read_file(path) == "first");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("what killed runs left under hidden names goes with the next run, what lives or is no file stays") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    folder.write(".scores.csv.rfm-1.tmp", "left by a killed run");
    fs::create_directory(folder.file(".scores.csv.rfm-2.tmp"));
    const std::string other = folder.write("other", "not ours");
    fs::create_symlink(other, folder.file(".scores.csv.rfm-3.tmp"));
    write_all(path, "today");
    CHECK_FALSE(fs::exists(folder.file(".scores.csv.rfm-1.tmp")));
    CHECK(fs::is_directory(folder.file(".scores.csv.rfm-2.tmp")));
    CHECK(fs::is_symlink(folder.file(".scores.csv.rfm-3.tmp")));
    CHECK(read_file(other) == "not ours");
    CHECK(read_file(path) == "today");

    // Several of them that follow each other: none is left.
    fs::remove(folder.file(".scores.csv.rfm-2.tmp"));
    fs::remove(folder.file(".scores.csv.rfm-3.tmp"));
    for (const char* name : {".scores.csv.rfm-1.tmp", ".scores.csv.rfm-2.tmp", ".scores.csv.rfm-3.tmp"}) {
        folder.write(name, "left");
    }
    // One whose run is alive holds a lock on it.
    const FileDescriptor alive(::open(folder.file(".scores.csv.rfm-2.tmp").c_str(), O_RDWR));
    REQUIRE(::flock(alive.get(), LOCK_EX | LOCK_NB) == 0);
    write_all(path, "once more");
    CHECK_FALSE(fs::exists(folder.file(".scores.csv.rfm-1.tmp")));
    CHECK(read_file(folder.file(".scores.csv.rfm-2.tmp")) == "left");
    CHECK(read_file(path) == "once more");
}

TEST_CASE("names as long as they may be") {
    const TemporaryFolder folder;
    const std::string path = folder.file(std::string(255, 'n'));
    write_all(path, "today");
    CHECK(read_file(path) == "today");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("owner and group stay where the process may give them") {
    if (::geteuid() != 0) {
        WARN("skipped: only root may give files away");
        return;
    }
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
    REQUIRE(::chown(path.c_str(), 12345, 23456) == 0);
    REQUIRE(::chmod(path.c_str(), 06750) == 0);
    write_all(path, "today");
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK(status.st_uid == 12345);
    CHECK(status.st_gid == 23456);
    CHECK((status.st_mode & 07777) == 06750);  // also what chown takes away

    // Somebody who may not: the file is theirs, and runs as nobody.
    REQUIRE(::chmod(path.c_str(), 06777) == 0);
    {
        const AsAnyUser user;
        REQUIRE(user.worked());
        write_all(path, "tomorrow");
    }
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK(read_file(path) == "tomorrow");
    CHECK(status.st_uid == 65534);
    CHECK((status.st_mode & 07777) == 0777);

    // A group of theirs can be given without the owner.
    REQUIRE(::chown(path.c_str(), 12345, 0) == 0);
    REQUIRE(::chmod(path.c_str(), 0666) == 0);
    {
        const AsAnyUser user;  // of root's group still
        REQUIRE(user.worked());
        write_all(path, "later");
    }
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK(status.st_uid == 65534);
    CHECK(status.st_gid == 0);
}

}  // namespace
}  // namespace rfm::base
