#include "pipeline/differing_orders.h"

#include <string>

#include <fmt/format.h>

namespace rfm::pipeline {

void note_differing_orders(const customers::DifferingOrders& differing, RunSummary& summary) {
    summary.orders_differing = differing.count();
    if (differing.count() == 0) return;
    std::string places;
    for (const customers::LinePlace place : differing.first()) {
        places += fmt::format("{}{}:{}", places.empty() ? "" : ", ", summary.inputs[customers::input_of(place)].name,
                              customers::line_of(place));
    }
    if (differing.count() > differing.first().size()) places += ", ...";
    summary.warnings.push_back(fmt::format(
        "--amount-per order: {} order{} different amounts on {} lines; the largest counts. {} at {}", differing.count(),
        differing.count() == 1 ? " has" : "s have", differing.count() == 1 ? "its" : "their",
        differing.count() == 1 ? "It starts" : "They start", places));
}

}  // namespace rfm::pipeline
