// Scores the order file that is named and prints id, scores and segment of every customer.
#include <iostream>

#include <rfm/score.h>

int main(int argc, char** argv) {
    if (argc != 2) return 64;
    try {
        rfm::Plan plan;
        plan.inputs = {argv[1]};
        const rfm::ScoredCustomers customers = rfm::score(plan);
        for (std::size_t i = 0; i < customers.size(); ++i) {
            const rfm::CustomerRow row = customers.row(i);
            std::cout << row.id << ',' << row.r << ',' << row.f << ',' << row.m << ',' << row.segment << '\n';
        }
    } catch (const rfm::Error& error) {
        std::cerr << "embed: " << error.what() << '\n';
        return rfm::exit_status(error.kind());
    }
}
