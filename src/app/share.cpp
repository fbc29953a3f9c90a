// SPDX-License-Identifier: Apache-2.0
#include "app/share.h"

#include <stdexcept>

namespace ketnap::app {

Share find_share(const std::filesystem::path& given) {
    if (!given.empty()) {
        return {given};
    }
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    for (const auto& beside :
         {program / "share" / "ketnap", program.parent_path() / "share" / "ketnap"}) {
        if (std::filesystem::exists(beside / "data")) {
            return {beside};
        }
    }
    throw std::runtime_error{"share/ketnap not found beside " + program.string() +
                             "; give it with --share"};
}

}  // namespace ketnap::app
