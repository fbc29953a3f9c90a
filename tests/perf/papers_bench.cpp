// SPDX-License-Identifier: Apache-2.0
// 70 decisions as DOCX and PDF; 5,000 DOCX must stay within 2.5 s CPU (architecture.md §8).
#include "base/documents/documents.h"
#include "base/documents/golden_case.h"
#include "platform/vocabulary/file.h"

#include "perf/measure.h"

int main() {
    using namespace ketnap;
    const auto library = documents::test_library();
    const auto decision =
        documents::paper_of(read_own_file(std::filesystem::path(KETNAP_SOURCE_DIR) /
                                          "src/base/documents/golden/decision.paper.json"));
    std::size_t bytes = 0;
    const auto docx = [&](const char* name, std::int64_t count) {
        perf::measure(name, count, [&] {
            for (std::int64_t i = 0; i < count; ++i) {
                bytes += documents::to_docx(*library, decision).size();
            }
        });
    };
    const auto pdf = [&](const char* name, std::size_t count) {
        const std::vector<documents::Paper> papers(count, decision);
        perf::measure(name, static_cast<std::int64_t>(count),
                      [&] { bytes += documents::to_pdf(*library, papers).size(); });
    };
    docx("papers: 70 decisions as DOCX", 70);
    docx("papers: 5,000 decisions as DOCX", 5'000);
    pdf("papers: first decision as PDF", 1);
    pdf("papers: 70 decisions as one PDF", 70);
    fmt::print("({} bytes in all)\n", bytes);
    return 0;
}
