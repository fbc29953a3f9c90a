// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ketnap::json {

/// The shape of one value: what openapi.json and the schema of the dossier file are made of.
struct Shape {
    enum class Kind { any, boolean, integer, string, choice, object, array, map };
    Kind kind = Kind::any;
    std::string format{};                  ///< of a string: "date", "uuid" …; empty when free text
    std::string name{};                    ///< of an object: its key in Schema::objects
    std::vector<std::string> choices{};    ///< of a choice: every value
    std::shared_ptr<const Shape> items{};  ///< of an array or map: its values
    bool nullable = false;
};

struct FieldShape {
    std::string name;
    Shape shape;
    bool required = true;
};

/// A value and every record type it reaches, by name ("PeoplePerson", "PeoplePersonPage").
struct Schema {
    using Objects = std::map<std::string, std::vector<FieldShape>>;
    Shape root;
    Objects objects;
};

/// "ketnap::json::Page<ketnap::people::Person>" → "PeoplePersonPage".
std::string schema_name(const std::string& cpp_type);

}  // namespace ketnap::json
