// The one place that includes Catch2, so that a move to version 3 is a change here only.
#pragma once

#include <catch2/catch.hpp>
