// SPDX-License-Identifier: Apache-2.0
#include "base/auth/role_book.h"

#include "platform/json/describe.h"
#include "platform/time/date.h"
#include "platform/vocabulary/file.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <stdexcept>

namespace ketnap::auth {
namespace {

template <class E>
E named(const boost::json::string& text, const std::string& where) {
    E value{};
    if (!boost::describe::enum_from_string(text.c_str(), value)) {
        throw std::runtime_error{fmt::format("{}: unknown word {}", where, std::string{text})};
    }
    return value;
}

std::set<Action> actions_of(const boost::json::object& role, const char* member,
                            const std::string& where) {
    std::set<Action> out;
    const auto* list = role.if_contains(member);
    if (list == nullptr) {
        return out;
    }
    for (const auto& item : list->as_array()) {
        const std::string name{item.as_string()};
        const auto action = action_of(name);
        if (!action) {
            throw std::runtime_error{fmt::format("{}: unknown action {}", where, name)};
        }
        out.insert(*action);
    }
    return out;
}

RoleBook::Role role_of(const std::string& name, const boost::json::object& object,
                       const std::string& where) {
    RoleBook::Role role;
    role.name = name;
    const auto& title = object.at("title").as_object();
    role.title_vi = std::string{title.at("vi").as_string()};
    role.title_en = std::string{title.at("en").as_string()};
    const auto* factor = object.if_contains("second_factor");
    role.second_factor = factor != nullptr && factor->as_bool();
    role.may = actions_of(object, "may", where);
    role.reaches_above = actions_of(object, "reaches_above", where);
    for (const auto& one : object.at("sees").as_array()) {
        role.sees.insert(named<FieldClass>(one.as_string(), where));
    }
    if (const auto* only = object.if_contains("only")) {
        role.only = named<Only>(only->as_string(), where);
    }
    if (const auto* seat = object.if_contains("seat")) {
        role.seat = std::string{seat->as_string()};
    }
    const auto* keeps = object.if_contains("keeps_closed");
    role.keeps_closed = keeps != nullptr && keeps->as_bool();
    return role;
}

}  // namespace

std::string_view action_name(Action action) {
    std::string_view name;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto described) {
        if (described.value == action) {
            name = described.name;
        }
    });
    return name;
}

std::optional<Action> action_of(std::string_view name) {
    std::optional<Action> action;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto described) {
        if (name == described.name) {
            action = described.value;
        }
    });
    return action;
}

RoleBook RoleBook::load(const std::filesystem::path& file) {
    try {
        RoleBook book;
        const auto parsed = boost::json::parse(read_own_file(file));
        book.closed_days = static_cast<int>(
            parsed.as_object().at("closed_days").as_object().at("value").as_int64());
        for (const auto& pair : parsed.as_object().at("roles").as_object()) {
            const std::string name{pair.key()};
            book.roles.emplace(
                name, role_of(name, pair.value().as_object(), file.string() + ", " + name));
        }
        return book;
    } catch (const std::exception& error) {
        throw std::runtime_error{fmt::format("{}: {}", file.string(), error.what())};
    }
}

const RoleBook::Role* RoleBook::find(std::string_view name) const {
    const auto found = roles.find(name);
    return found == roles.end() ? nullptr : &found->second;
}

std::string RoleBook::closed_since(const std::string& today) const {
    const auto day = time::Date::parse_iso(today);
    return day ? (*day - closed_days).iso() : std::string{};
}

}  // namespace ketnap::auth
