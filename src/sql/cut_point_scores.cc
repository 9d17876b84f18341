#include "sql/scored_steps.h"

namespace rfm::sql {

void add_scored_by_cut_points(const Request& request, const Dialect& dialect, Steps& steps) {
    add_scored_simply(request, dialect, steps);
}

}  // namespace rfm::sql
