#include "output/number_text.h"

#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("number text: an amount's text as a number of its last decimal") {
    CHECK((amount_value("-12.50") == -1250));
    CHECK((amount_value("18446744073709.551614") == static_cast<base::Int128>(18446744073709551614U)));
    CHECK((amount_value("") == 0));
}

}  // namespace
}  // namespace rfm::output
