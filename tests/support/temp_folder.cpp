// SPDX-License-Identifier: Apache-2.0
#include "support/temp_folder.h"

#include <cstdlib>
#include <stdexcept>

namespace ketnap::test {

namespace fs = std::filesystem;

TempFolder::TempFolder() {
    auto name = (fs::temp_directory_path() / "ketnap-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error{"no temporary folder"};
    }
    m_path = name;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

}  // namespace ketnap::test
