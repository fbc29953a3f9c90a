// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/metrics/metrics.h"

namespace ketnap::db {

/// What the writers of this process did and are at.
struct WriteFigures {
    std::atomic<std::int64_t> waiting{0};     ///< operations in the queue or in a batch
    std::atomic<std::int64_t> operations{0};  ///< that were run, kept or refused
    metrics::Durations holds;                 ///< how long a batch held the writer
};

WriteFigures& write_figures();

}  // namespace ketnap::db
