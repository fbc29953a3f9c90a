// SPDX-License-Identifier: Apache-2.0
// Whatever comes in as a file: it is told what it is or why not, and what is kept of it is again
// that, and keeps itself.
#include "base/attachments/kind.h"

#include "fuzz_input.h"

#include <cstdlib>

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text(data, size);
    (void)attachments::has_secret_mark(bytes);
    (void)attachments::has_secret_stamp(bytes);
    const auto name = attachments::clean_file_name(bytes);
    if (name.size() > 800 || name.find('/') != std::string::npos) {
        std::abort();
    }
    const auto kind = attachments::kind_of(bytes);
    if (!kind) {
        return 0;
    }
    const auto kept = [&](std::string_view of) {
        std::string out;
        attachments::each_kept_piece(*kind, of, [&](std::string_view piece) { out += piece; });
        return out;
    };
    const auto once = kept(bytes);
    const auto again = attachments::kind_of(once);
    if (!again || *again != *kind || kept(once) != once) {
        std::abort();
    }
    return 0;
}
