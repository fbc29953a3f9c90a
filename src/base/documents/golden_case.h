// SPDX-License-Identifier: Apache-2.0
// A case of golden/: which template, filled with what. For tests only.
#pragma once
#include "base/documents/documents.h"
#include "platform/json/describe.h"
#include "platform/json/read.h"

#include <stdexcept>

namespace ketnap::documents {

struct GoldenCase {
    std::string template_id;
    std::map<std::string, std::string> values;
    std::map<std::string, std::vector<std::map<std::string, std::string>>> lists;
};
BOOST_DESCRIBE_STRUCT(GoldenCase, (), (template_id, values, lists))

inline std::shared_ptr<const Library> test_library() {
    return library(std::filesystem::path(KETNAP_SOURCE_DIR) / "data");
}

inline Paper paper_of(const std::string& json_text) {
    const auto read = json::read<GoldenCase>(json_text);
    if (!read) {
        throw std::runtime_error("golden case: " + read.error().front().rule);
    }
    Fields fields;
    fields.values = read->values;
    fields.lists = read->lists;
    return fill(*test_library(), read->template_id, fields);
}

}  // namespace ketnap::documents
