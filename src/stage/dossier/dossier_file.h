// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"
#include "stage/dossier/checks.h"
#include "stage/dossier/dossier_stream.h"

#include <string>
#include <string_view>

namespace ketnap::dossier {

/// A dossier typed as a file, to be judged without server or database (`ketnap check`).
struct DossierFile {
    checks::Dossier dossier;
    std::optional<time::Date> today;  ///< the day to judge on; the clock's when absent
};

/// Reads the JSON of one dossier; every wrong field is told at once.
Result<DossierFile, Findings> read_dossier_file(std::string_view json);

/// One dossier of a stream: read, or every reason why not, with line and place in the file.
struct ReadItem {
    std::int64_t index = 0;
    std::string code;  ///< as far as it could be read
    Result<DossierFile, Findings> file;
};
ReadItem read_item(const DossierStream::Item& item, bool in_array);

/// JSON Schema of that file.
std::string dossier_file_schema();

/// {"code": …, "findings": […], "clocks": […], "passed": {…}} with texts already localised.
std::string judgement_json(const std::string& code, const checks::Judgement& judgement,
                           const std::vector<checks::Clock>& clocks);

}  // namespace ketnap::dossier
