// SPDX-License-Identifier: Apache-2.0
// A workbook whose parts are the input: read to the end or refused, never thrown, never over its
// limits.
#include "platform/ooxml/xlsx_read.h"
#include "platform/ooxml/zip_write.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"
#include <sys/mman.h>
#include <unistd.h>

using namespace ketnap;

namespace {

constexpr std::string_view content_types =
    R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument)"
    R"(.spreadsheetml.sheet.main+xml"/></Types>)";
constexpr std::string_view root_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships)"
    R"(/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view workbook =
    R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://)"
    R"(schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" )"
    R"(r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship )"
    R"(Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" )"
    R"(Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/)"
    R"(officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>)";

class MemoryFile {
  public:
    explicit MemoryFile(std::string_view bytes) : m_fd(memfd_create("workbook", MFD_CLOEXEC)) {
        KETNAP_CHECK(m_fd >= 0);
        KETNAP_CHECK(write(m_fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { close(m_fd); }
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }

  private:
    int m_fd;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto rest = fuzz::text(bytes, size);
    const auto sheet = fuzz::take_part(rest);
    const auto strings = fuzz::take_part(rest);
    ooxml::ZipWriter zip;
    zip.add("[Content_Types].xml", content_types);
    zip.add("_rels/.rels", root_relations);
    zip.add("xl/workbook.xml", workbook);
    zip.add("xl/_rels/workbook.xml.rels", relations);
    zip.add("xl/worksheets/sheet1.xml", sheet);
    if (!strings.empty()) {
        zip.add("xl/sharedStrings.xml", strings);
    }
    const MemoryFile file{zip.finish()};
    ooxml::XlsxLimits limits;
    limits.max_rows = 1'000;
    std::int64_t seen = 0;
    std::int64_t last = 0;
    const auto count = ooxml::xlsx_read(
        file.path(), 0,
        [&](std::int64_t row, const ooxml::Cells& cells) {
            ++seen;
            KETNAP_CHECK(row > last && row <= limits.max_rows);
            KETNAP_CHECK(cells.size() <= static_cast<std::size_t>(limits.max_columns));
            last = row;
            return true;
        },
        limits);
    KETNAP_CHECK(!count || *count >= seen);
    return 0;
}
