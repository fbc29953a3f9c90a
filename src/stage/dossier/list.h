// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/states.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::dossier {

/// The filter of the list; what it lets through also prints and exports.
struct Query {
    std::string text;    ///< a name without dấu, or the beginning of a code
    std::string org_id;  ///< a body and everything below it
    std::string campaign_id;
    std::string person_id;
    std::vector<State> states;
    std::string due_until;  ///< whose clock ends on that day or before
    bool with_errors = false;
    std::string sort = "name";  ///< name | due_on | code
    std::string cursor;
    std::int64_t limit = 50;
};

}  // namespace ketnap::dossier
