// SPDX-License-Identifier: Apache-2.0
#include "platform/json/openapi.h"

#include <algorithm>
#include <tuple>

namespace ketnap::json {
namespace {

std::string type_text(const Shape& shape);

std::string plain_text(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::any:
            return "unknown";
        case Shape::Kind::boolean:
            return "boolean";
        case Shape::Kind::integer:
            return "number";
        case Shape::Kind::string:
            return "string";
        case Shape::Kind::object:
            return shape.name;
        case Shape::Kind::array:
            return "Array<" + type_text(*shape.items) + ">";
        case Shape::Kind::map:
            return "Record<string, " + type_text(*shape.items) + ">";
        case Shape::Kind::choice:
            break;
    }
    std::string out;
    for (const auto& choice : shape.choices) {
        out += (out.empty() ? "\"" : " | \"") + choice + "\"";
    }
    return out;
}

std::string type_text(const Shape& shape) {
    return plain_text(shape) + (shape.nullable ? " | null" : "");
}

std::string interface_text(const std::string& name, const std::vector<FieldShape>& fields) {
    std::string out = "export interface " + name + " {\n";
    for (const auto& field : fields) {
        out += "  " + field.name + (field.required ? ": " : "?: ") + type_text(field.shape) + ";\n";
    }
    return out + "}\n\n";
}

std::string body_text(const Operation& operation) {
    if (operation.upload) {
        return "Blob";
    }
    return operation.request ? type_text(operation.request->root) : "undefined";
}

std::string operation_text(const Operation& operation) {
    std::string out = "  /** " + operation.summary + " (" + operation.right + ") */\n  \"";
    out += operation.method + " " + operation.path + "\": { body: " + body_text(operation) +
           "; answer: " + (operation.answer ? type_text(operation.answer->root) : "undefined") +
           " };\n";
    return out;
}

}  // namespace

std::string typescript(const std::vector<Operation>& operations) {
    Schema::Objects objects = with_problem();
    auto sorted = operations;
    std::sort(sorted.begin(), sorted.end(), [](const Operation& a, const Operation& b) {
        return std::tie(a.path, a.method) < std::tie(b.path, b.method);
    });
    std::string api;
    for (const auto& operation : sorted) {
        collect_objects(operation, objects);
        api += operation_text(operation);
    }
    std::string out =
        "// SPDX-License-Identifier: Apache-2.0\n"
        "// Made by `ketnap schema --typescript` from the server's route table; not edited by "
        "hand.\n\n";
    for (const auto& [name, fields] : objects) {
        out += interface_text(name, fields);
    }
    return out + "export interface Api {\n" + api + "}\n";
}

}  // namespace ketnap::json
