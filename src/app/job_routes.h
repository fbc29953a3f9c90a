// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::app {

/// How far a job is and how to stop it. An id cannot be guessed and the answer holds counts only;
/// what a job made is handed over by its own slice, to whoever may have it.
void add_job_routes(auth::Api& api);

}  // namespace ketnap::app
