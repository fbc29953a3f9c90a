// SPDX-License-Identifier: Apache-2.0
// Apart from main(), so that a benchmark may use the fixtures under a main() of its own.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
