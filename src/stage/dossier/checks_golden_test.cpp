// SPDX-License-Identifier: Apache-2.0
#include "base/messages/messages.h"
#include "stage/dossier/dossier_file.h"
#include "support/golden.h"

#include <filesystem>

using namespace ketnap;

namespace {

const std::filesystem::path source{KETNAP_SOURCE_DIR};

struct Library {
    rules::Rules rules = rules::Rules::load(source / "data/rules").value();
    rules::Calendar calendar = rules::Calendar::load(source / "data/calendars").value();
    rules::Checklists checklists = rules::Checklists::load(source / "data/forms").value();
    messages::Catalogue texts = messages::Catalogue::load(source / "data/ui/messages");
    dossier::checks::Basis basis() const { return {rules, calendar, checklists}; }
};

/// One object or number a line, so that a change of one finding is one line of a diff.
std::string lines(std::string json) {
    for (const auto* mark : {",{\"rule\":", "[{\"rule\":", "],\"clocks\"", "],\"passed\""}) {
        const std::string from = mark;
        for (auto at = json.find(from); at != std::string::npos; at = json.find(from, at + 3)) {
            json.insert(at + 1, "\n");
        }
    }
    return json + "\n";
}

}  // namespace

TEST_CASE("each golden dossier is judged as its twin says") {
    const Library library;
    golden::run(source / "src/stage/dossier/golden/checks", ".in.json", ".findings.json",
                [&](const std::string& input) {
                    const auto file = dossier::read_dossier_file(input);
                    REQUIRE(file.has_value());
                    auto judgement =
                        dossier::checks::judge(file->dossier, library.basis(), *file->today);
                    library.texts.localize(judgement.findings, messages::Language::vi);
                    return lines(dossier::judgement_json(
                        file->dossier.code, judgement,
                        dossier::checks::clocks(file->dossier, library.basis(), *file->today)));
                });
}
