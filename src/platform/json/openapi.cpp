// SPDX-License-Identifier: Apache-2.0
#include "platform/json/openapi.h"

#include "platform/json/write.h"

#include <map>
#include <string_view>

namespace ketnap::json {
namespace {

std::string quoted(std::string_view text) {
    std::string out;
    detail::write_string(out, text);
    return out;
}

const char* type_name(Shape::Kind kind) {
    switch (kind) {
        case Shape::Kind::boolean:
            return "boolean";
        case Shape::Kind::integer:
            return "integer";
        case Shape::Kind::string:
        case Shape::Kind::choice:
            return "string";
        case Shape::Kind::array:
            return "array";
        case Shape::Kind::object:
        case Shape::Kind::map:
            return "object";
        case Shape::Kind::any:
            break;
    }
    return "";
}

std::string shape_text(const Shape& shape, const std::string& refs);

std::string plain_text(const Shape& shape, const std::string& refs) {
    if (shape.kind == Shape::Kind::any) {
        return "{}";
    }
    if (shape.kind == Shape::Kind::object) {
        return "{\"$ref\":" + quoted(refs + shape.name) + "}";
    }
    std::string out = "{\"type\":" + quoted(type_name(shape.kind));
    if (!shape.format.empty()) {
        out += ",\"format\":" + quoted(shape.format);
    }
    for (std::size_t i = 0; i < shape.choices.size(); ++i) {
        out += (i == 0 ? ",\"enum\":[" : ",") + quoted(shape.choices[i]);
    }
    out += shape.choices.empty() ? "" : "]";
    if (shape.items) {
        out += shape.kind == Shape::Kind::array ? ",\"items\":" : ",\"additionalProperties\":";
        out += shape_text(*shape.items, refs);
    }
    return out + "}";
}

std::string shape_text(const Shape& shape, const std::string& refs) {
    const auto plain = plain_text(shape, refs);
    return shape.nullable ? "{\"anyOf\":[" + plain + ",{\"type\":\"null\"}]}" : plain;
}

std::string object_text(const std::vector<FieldShape>& fields, const std::string& refs) {
    std::string properties;
    std::string required;
    for (const auto& field : fields) {
        properties += properties.empty() ? "" : ",";
        properties += quoted(field.name) + ":" + shape_text(field.shape, refs);
        if (field.required) {
            required += (required.empty() ? "" : ",") + quoted(field.name);
        }
    }
    return "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + required +
           "],\"additionalProperties\":false}";
}

std::string objects_text(const Schema::Objects& objects, const std::string& refs) {
    std::string out = "{";
    for (const auto& [name, fields] : objects) {
        out += (out.size() == 1 ? "" : ",") + quoted(name) + ":" + object_text(fields, refs);
    }
    return out + "}";
}

std::string parameters_text(std::string_view path) {
    std::string out;
    for (auto open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
        const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
        out += out.empty() ? "" : ",";
        out += "{\"name\":" + quoted(name) +
               ",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}";
    }
    return out;
}

constexpr const char* refs = "#/components/schemas/";

std::string content_text(const std::string& type, const std::string& schema) {
    return "\"content\":{" + quoted(type) + ":{\"schema\":" + schema + "}}";
}

std::string operation_text(const Operation& operation) {
    std::string out = "{\"summary\":" + quoted(operation.summary) +
                      ",\"x-right\":" + quoted(operation.right) + ",\"parameters\":[" +
                      parameters_text(operation.path) + "]";
    if (operation.request) {
        out += ",\"requestBody\":{\"required\":true," +
               content_text("application/json", shape_text(operation.request->root, refs)) + "}";
    } else if (operation.upload) {
        out += ",\"requestBody\":{\"required\":true," +
               content_text("application/octet-stream", "{}") + "}";
    }
    out += ",\"responses\":{";
    out += operation.answer
               ? "\"200\":{\"description\":\"\"," +
                     content_text("application/json", shape_text(operation.answer->root, refs)) +
                     "}"
               : std::string{"\"200\":{\"description\":\"\"},\"204\":{\"description\":\"\"}"};
    out += ",\"default\":{\"description\":\"\"," +
           content_text("application/json", "{\"$ref\":\"#/components/schemas/Problem\"}") + "}";
    return out + "}}";
}

std::string lower_case(std::string text) {
    for (auto& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

void collect_objects(const Operation& operation, Schema::Objects& into) {
    for (const auto* one : {&operation.request, &operation.answer}) {
        if (*one) {
            into.insert((*one)->objects.begin(), (*one)->objects.end());
        }
    }
}

}  // namespace

std::string openapi(const std::vector<Operation>& operations, const std::string& version) {
    Schema::Objects objects = schema<Problem>().objects;  // known to every description
    std::map<std::string, std::map<std::string, std::string>> paths;
    for (const auto& operation : operations) {
        paths[operation.path][lower_case(operation.method)] = operation_text(operation);
        collect_objects(operation, objects);
    }
    std::string paths_text;
    for (const auto& [path, methods] : paths) {
        std::string one;
        for (const auto& [method, text] : methods) {
            one += (one.empty() ? "" : ",") + quoted(method) + ":" + text;
        }
        paths_text += (paths_text.empty() ? "" : ",") + quoted(path) + ":{" + one + "}";
    }
    return "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"ketnap\",\"version\":" + quoted(version) +
           "},\"paths\":{" + paths_text +
           "},\"components\":{\"schemas\":" + objects_text(objects, refs) + "}}\n";
}

std::string json_schema(const Schema& schema, const std::string& title) {
    const std::string local = "#/$defs/";
    auto root = shape_text(schema.root, local);
    root.pop_back();
    return root + (root.size() == 1 ? "" : ",") +
           "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":" +
           quoted(title) + ",\"$defs\":" + objects_text(schema.objects, local) + "}\n";
}

}  // namespace ketnap::json
