// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/json/schema.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::json {

/// The one shape of every error answer. `message` and the findings are in the reader's language.
struct Problem {
    std::string code;
    std::string message;
    Findings findings;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, message, findings, request_id))

/// One line of the route table, as its description needs it.
struct Operation {
    std::string method;  ///< "GET"
    std::string path;    ///< "/api/people/{id}"
    std::string right;
    std::string summary;
    bool upload = false;  ///< the body is the file itself
    std::optional<Schema> request{};
    std::optional<Schema> answer{};  ///< none: 204, or a file
};

/// OpenAPI 3.1, keys in a fixed order so that two builds give the same text.
std::string openapi(const std::vector<Operation>& operations, const std::string& version);

/// A JSON Schema (2020-12) of one record.
std::string json_schema(const Schema& schema, const std::string& title);

}  // namespace ketnap::json
