// The rejects file appears when score() returns, or when the caller says so.
#include <string>

#include <rfm/score.h>

#include "support/catch.h"
#include "support/files.h"

namespace rfm {
namespace {

using test::read_file;
using test::TemporaryFolder;

Plan plan_in(const TemporaryFolder& folder) {
    Plan plan;
    plan.inputs = {folder.write("orders.csv", "customer,date,amount\na,2025-01-02,x\nb,2025-01-03,1\n")};
    plan.rejects_path = folder.write("rejects.csv", "yesterday");
    return plan;
}

constexpr const char* record = ",\"a,2025-01-02,x\"\n";

TEST_CASE("rejects: in place when score() returns, where nothing else is said") {
    const TemporaryFolder folder;
    const Plan plan = plan_in(folder);
    ScoredCustomers customers = score(plan);
    CHECK(customers.summary().rows.rejected == 1);
    CHECK(read_file(plan.rejects_path).ends_with(record));
    folder.write("rejects.csv", "by somebody else");
    customers.commit_rejects();  // it was done already
    CHECK(read_file(plan.rejects_path) == "by somebody else");
}

TEST_CASE("rejects: left to the caller, the old file stays until the call, or for good") {
    const TemporaryFolder folder;
    const Plan plan = plan_in(folder);
    { const ScoredCustomers forgotten = score(plan, nullptr, RejectsCommit::by_caller); }
    CHECK(read_file(plan.rejects_path) == "yesterday");
    ScoredCustomers first = score(plan, nullptr, RejectsCommit::by_caller);
    ScoredCustomers customers = std::move(first);
    CHECK(read_file(plan.rejects_path) == "yesterday");
    customers.commit_rejects();
    CHECK(read_file(plan.rejects_path).ends_with(record));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("rejects: without a file there is nothing to put in place") {
    const TemporaryFolder folder;
    Plan plan = plan_in(folder);
    plan.rejects_path.clear();
    plan.inputs = {folder.write("good.csv", "customer,date,amount\nb,2025-01-03,1\n")};
    ScoredCustomers customers = score(plan, nullptr, RejectsCommit::by_caller);
    customers.commit_rejects();
    CHECK(read_file(folder.file("rejects.csv")) == "yesterday");
}

}  // namespace
}  // namespace rfm
