// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/metrics/metrics.h"

namespace ketnap::metrics {

/// Memory, CPU, files and threads of this process, by the names that Prometheus gives them.
void add_process(Text& text);

}  // namespace ketnap::metrics
