// count_lines: the floor of the benchmark. Reads a file once, in pieces of 1 MiB into one reused buffer a thread, and
// counts the line feeds. What any program has to do that looks at every byte of the file, and nothing else.
//
//   count_lines FILE [THREADS]
#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;
constexpr int usage_status = 64;
constexpr int no_input_status = 66;
constexpr int io_status = 74;

// Compilers turn this into vector code: 64 counters of one byte each, added up before one of them can overflow.
std::uint64_t count_newlines(const char* data, std::size_t size) {
    constexpr std::size_t lanes = 64;
    constexpr std::size_t most_rounds = 255;
    std::uint64_t count = 0;
    std::size_t at = 0;
    while (size - at >= lanes) {
        std::array<std::uint8_t, lanes> counters{};
        for (std::size_t round = 0; round < most_rounds && size - at >= lanes; ++round, at += lanes) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                counters[lane] = static_cast<std::uint8_t>(counters[lane] + (data[at + lane] == '\n' ? 1 : 0));
            }
        }
        for (const std::uint8_t counter : counters) count += counter;
    }
    for (; at < size; ++at) count += data[at] == '\n' ? 1 : 0;
    return count;
}

struct Count {
    std::atomic<std::uint64_t> next_piece{0};
    std::atomic<std::uint64_t> newlines{0};
    std::atomic<int> error{0};
};

// Takes piece after piece until there are no more.
void count_pieces(int file, Count& count) {
    std::vector<char> buffer(piece_size);
    std::uint64_t newlines = 0;
    while (count.error == 0) {
        const std::uint64_t piece = count.next_piece.fetch_add(1, std::memory_order_relaxed);
        std::size_t held = 0;
        while (held < piece_size) {
            const ssize_t got =
                pread(file, buffer.data() + held, piece_size - held, static_cast<off_t>(piece * piece_size + held));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) count.error = errno;
            if (got <= 0) break;
            held += static_cast<std::size_t>(got);
        }
        newlines += count_newlines(buffer.data(), held);
        if (held < piece_size) break;
    }
    count.newlines += newlines;
}

}  // namespace

int main(int argc, char** argv) {
    const int threads = argc == 3 ? std::atoi(argv[2]) : 1;
    if (argc < 2 || argc > 3 || threads < 1) {
        std::fputs("usage: count_lines FILE [THREADS]\n", stderr);
        return usage_status;
    }
    const int file = open(argv[1], O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        std::fprintf(stderr, "count_lines: %s: %s\n", argv[1], std::strerror(errno));
        return no_input_status;
    }
    Count count;
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back([&] { count_pieces(file, count); });
    count_pieces(file, count);
    for (std::thread& other : others) other.join();
    close(file);
    if (count.error != 0) {
        std::fprintf(stderr, "count_lines: %s: %s\n", argv[1], std::strerror(count.error));
        return io_status;
    }
    std::printf("%llu\n", static_cast<unsigned long long>(count.newlines));
    return 0;
}
