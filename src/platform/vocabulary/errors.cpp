// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"

namespace ketnap {

void check_failed(const char* expression, const char* file, int line) {
    throw BrokenAssumption{std::string{file} + ":" + std::to_string(line) + ": " + expression};
}

}  // namespace ketnap
