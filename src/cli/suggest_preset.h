// Which preset may read an export better, in words.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include <rfm/error.h>

#include "cli/flags.h"
#include "pipeline/order_run.h"

namespace rfm::cli {

// For rfm inspect: "looks like a Shopify export; --preset shopify sets customer, date"; empty when none fits or one was
// given.
std::string preset_words(const pipeline::Findings& findings, const ScoreFlags& flags);

// The error, with the preset to try where the file was read but its columns or values were not understood.
Error with_suggestion(const Error& error, const pipeline::Findings& findings, const ScoreFlags& flags);

}  // namespace rfm::cli
