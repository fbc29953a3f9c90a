// SPDX-License-Identifier: Apache-2.0
#include "platform/time/clock.h"

#include <chrono>

namespace ketnap::time {

Moment SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Moment{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace ketnap::time
