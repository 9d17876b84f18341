// Random mutations of seeds, without looking at what they cover: many more of them in the same time than a fuzzer runs
// that does. mutations FOLDER COUNT NUMBER: runs COUNT mutations of the files in FOLDER, always the same for a NUMBER.
// The input that is being run stands in the file `input-NUMBER` of the current folder, whatever happens.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t flag_bytes = 16;
constexpr std::size_t longest = 8192;
constexpr unsigned most_seconds = 20;  // for one input

class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : next() % limit; }
    bool one_in(std::size_t count) { return below(count) == 0; }

private:
    std::uint64_t state_;
};

// What hurts a table.
constexpr std::string_view pieces[] = {"\"",
                                       "\"\"",
                                       "\n",
                                       "\r",
                                       "\r\n",
                                       ",",
                                       ";",
                                       "\t",
                                       "|",
                                       " ",
                                       "-",
                                       "(",
                                       "0",
                                       "1,234",
                                       "1.234,56",
                                       "999999999999",
                                       "1e3",
                                       "0.0000001",
                                       "\\",
                                       "'",
                                       "EUR",
                                       "USD",
                                       "2025-01-31",
                                       "31/01/2025",
                                       "02/03/2025",
                                       "1738281600",
                                       "45688",
                                       "9999-12-31",
                                       "\0",
                                       "\"\n",
                                       ",,",
                                       "\n\n",
                                       "\xC2\xA0",
                                       "\xEF\xBB\xBF",
                                       "\xEF\xBC\x91",
                                       "\xFF\xFE",
                                       "\xE3\x80\x80",
                                       "\x80",
                                       "C",
                                       "sep=;\n",
                                       "2025-01-31T23:30:00-08:00",
                                       "=1+1",
                                       "customer",
                                       "amount",
                                       "\n,,,\n",
                                       "\"a\nb\"",
                                       "\"a\"b",
                                       "\xD6\xD0"};

std::pair<std::size_t, std::size_t> stretch(const std::string& text, char mark, Numbers& numbers) {
    std::size_t at = numbers.below(text.size());
    const std::size_t before = text.rfind(mark, at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find(mark, begin), text.size() - 1);
    return {begin, end + 1 - begin};
}

void mutate(std::string& text, const std::string& other, Numbers& numbers) {
    if (text.empty()) text = " ";
    const std::size_t at = numbers.below(text.size());
    const char mark = numbers.one_in(2) ? '\n' : ",;\t"[numbers.below(3)];
    switch (numbers.below(12)) {
        case 0:
            text[at] = static_cast<char>(text[at] ^ (1 << numbers.below(8)));
            break;
        case 1:
            text[at] = static_cast<char>(numbers.next());
            break;
        case 2:
            text.erase(at, 1 + numbers.below(numbers.one_in(4) ? 64 : 3));
            break;
        case 3:
        case 4:
        case 5: {
            const std::string_view piece = pieces[numbers.below(std::size(pieces))];
            const std::size_t size = piece.empty() ? 1 : piece.size();
            if (numbers.one_in(2)) {
                text.insert(at, piece.empty() ? std::string_view("\0", 1) : piece);
            } else {
                text.replace(at, size, piece.empty() ? std::string_view("\0", 1) : piece);
            }
            break;
        }
        case 6: {  // a line or a field once more, somewhere else
            const auto [begin, size] = stretch(text, mark, numbers);
            const std::string copy = text.substr(begin, size);
            text.insert(stretch(text, mark, numbers).first, copy);
            break;
        }
        case 7: {
            const auto [begin, size] = stretch(text, mark, numbers);
            text.erase(begin, size);
            break;
        }
        case 8: {  // two of them changed over
            const auto [begin, size] = stretch(text, mark, numbers);
            const std::string copy = text.substr(begin, size);
            text.erase(begin, size);
            if (text.empty()) text = " ";
            text.insert(stretch(text, mark, numbers).first, copy);
            break;
        }
        case 9:
            if (!other.empty()) {
                const auto [begin, size] = stretch(other, '\n', numbers);
                text.insert(stretch(text, '\n', numbers).first, other, begin, size);
            }
            break;
        case 10:
            if (numbers.one_in(4)) text.resize(at);
            break;
        default: {  // a digit
            const std::size_t digit = text.find_first_of("0123456789", at);
            if (digit != std::string::npos) text[digit] = static_cast<char>('0' + numbers.below(10));
            break;
        }
    }
    if (text.size() > longest) text.resize(longest);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 64;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> seeds;
    std::vector<std::size_t> quick;  // those that need no unpacking
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (bytes.size() < flag_bytes) continue;
        if (bytes.find('\0', flag_bytes) == std::string::npos) quick.push_back(seeds.size());
        seeds.push_back(std::move(bytes));
    }
    if (quick.empty()) return 66;
    const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
    Numbers numbers(std::strtoull(argv[3], nullptr, 10));
    const std::string last_path = std::string("input-") + argv[3];
    const int last = ::open(last_path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (last < 0 || ::ftruncate(last, flag_bytes + longest) != 0) return 73;
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t run = 0; run < count; ++run) {
        const std::string& seed =
            seeds[numbers.one_in(16) ? numbers.below(seeds.size()) : quick[numbers.below(quick.size())]];
        std::string flags = seed.substr(0, flag_bytes);
        if (numbers.one_in(2)) {
            for (std::size_t i = 1 + numbers.below(4); i > 0; --i) {
                flags[numbers.below(flag_bytes)] = static_cast<char>(numbers.next());
            }
        }
        std::string text = seed.substr(flag_bytes);
        const std::string& other = seeds[quick[numbers.below(quick.size())]];
        for (std::size_t i = 1 + numbers.below(numbers.one_in(3) ? 12 : 3); i > 0; --i) mutate(text, other, numbers);
        const std::string input = flags + text;
        if (::pwrite(last, input.data(), input.size(), 0) < 0 ||
            ::ftruncate(last, static_cast<off_t>(input.size())) != 0) {
            return 74;
        }
        ::alarm(most_seconds);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
        if ((run + 1) % 10000 != 0 && run + 1 != count) continue;
        const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        std::printf("%llu runs, %.0f s\n", static_cast<unsigned long long>(run + 1), seconds);
        std::fflush(stdout);
    }
}
