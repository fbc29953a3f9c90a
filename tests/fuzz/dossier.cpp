// SPDX-License-Identifier: Apache-2.0
// Any bytes are a stream of dossiers: each is judged or refused with findings, the same however
// the stream is cut.
#include "platform/vocabulary/errors.h"
#include "stage/dossier/dossier_file.h"

#include "fuzz_input.h"

#include <filesystem>

using namespace ketnap;

namespace {

struct Library {
    std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";
    rules::Rules rules = rules::Rules::load(data / "rules").value();
    rules::Calendar calendar = rules::Calendar::load(data / "calendars").value();
    rules::Checklists checklists = rules::Checklists::load(data / "forms").value();
};

std::string judged(std::string_view input, std::size_t piece) {
    static const Library library;
    const dossier::checks::Basis basis{library.rules, library.calendar, library.checklists};
    const time::Date today{2026, 9, 1};
    std::string out;
    dossier::DossierStream stream{[&](const dossier::DossierStream::Item& item) {
        const auto read = dossier::read_item(item, stream.is_array());
        if (!read.file) {
            KETNAP_CHECK(!read.file.error().empty());
            out += dossier::judgement_json(read.code, {read.file.error(), {}}, {});
            return;
        }
        out += dossier::judgement_json(read.code,
                                       dossier::checks::judge(read.file->dossier, basis, today),
                                       dossier::checks::clocks(read.file->dossier, basis, today));
    }};
    for (std::size_t at = 0; at < input.size(); at += piece) {
        stream.feed(input.substr(at, piece));
    }
    stream.finish();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = fuzz::text(bytes, size);
    const auto whole = judged(input, size + 1);
    KETNAP_CHECK(judged(input, 7) == whole);
    return 0;
}
