// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/http.h"

namespace ketnap::envelope {

void add_routes(auth::Api& api, const Desk& desk) {
    add_file_routes(api, desk);
    add_scan_routes(api, desk);
    add_letter_routes(api, desk);
    add_original_routes(api, desk);
}

}  // namespace ketnap::envelope
