// Runs the real program, or any other, as a user's shell would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfm::test {

struct Ran {
    int status = 0;  // exit status; 128 + n when signal n ended it
    std::string out;
    std::string err;
};

// Standard input is `input`. The first word is looked up on the PATH.
Ran run(const std::vector<std::string>& words, std::string_view input = {}, const std::string& folder = {});

// The built rfm with these arguments.
Ran rfm(std::vector<std::string> arguments, std::string_view input = {}, const std::string& folder = {});

}  // namespace rfm::test
