// SPDX-License-Identifier: Apache-2.0
// A foreign archive: opened or refused; no entry name leaves its folder, no entry is over its
// limit.
#include "platform/ooxml/zip_read.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    ooxml::ZipLimits limits;
    limits.max_entries = 20;
    limits.max_total = std::uint64_t{1} << 20;
    auto zip = ooxml::ZipReader::open_bytes(fuzz::text(bytes, size), limits);
    if (!zip) {
        return 0;
    }
    KETNAP_CHECK(zip->names().size() <= limits.max_entries);
    std::uint64_t total = 0;
    for (const auto& name : zip->names()) {
        const auto framed = "/" + name + "/";
        KETNAP_CHECK(!name.starts_with("/") && framed.find("/../") == std::string::npos);
        KETNAP_CHECK(name.find('\\') == std::string::npos && name.find('\0') == std::string::npos);
        const auto content = zip->read(name, 100'000);
        total += content ? content->size() : 0;
    }
    KETNAP_CHECK(total <= limits.max_total);
    return 0;
}
