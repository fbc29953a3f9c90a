// SPDX-License-Identifier: Apache-2.0
#include "base/auth/can.h"

#include "platform/json/describe.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace ketnap::auth {
namespace {

bool reaches_down(const audit::Grant& grant, const Object& object) {
    return object.org_path.starts_with(grant.org_path);
}

bool reaches_up(const audit::Grant& grant, const Object& object) {
    return grant.org_path.starts_with(object.org_path);
}

bool concerns_self(const Actor& actor, const Object& object) {
    return !actor.person_id.empty() && std::find(object.persons.begin(), object.persons.end(),
                                                 actor.person_id) != object.persons.end();
}

// Reading one's own data stays allowed; moving one's own dossier never is (access model, separation
// of duties).
bool changes_dossier(Action action) {
    switch (action) {
        case Action::dossier_edit:
        case Action::dossier_submit:
        case Action::dossier_appraise:
        case Action::dossier_return:
        case Action::ballot_record:
        case Action::decision_issue:
            return true;
        default:
            return false;
    }
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

bool Rights::can(const Actor& actor, Action action, const Object& object) const {
    if (actor.all_rights || action == Action::signed_in) {
        return true;
    }
    if (changes_dossier(action) && concerns_self(actor, object)) {
        return false;
    }
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const audit::Grant& grant) {
        const auto role = m_book.roles.find(grant.role);
        if (role == m_book.roles.end() || !role->second.may.contains(action)) {
            return false;
        }
        if (!grant.campaign_id.empty() && grant.campaign_id != object.campaign_id) {
            return false;
        }
        return reaches_down(grant, object) ||
               (role->second.reaches_above.contains(action) && reaches_up(grant, object));
    });
}

bool Rights::may(const Actor& actor, Action action) const {
    if (actor.all_rights || action == Action::signed_in) {
        return true;
    }
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const audit::Grant& grant) {
        const auto role = m_book.roles.find(grant.role);
        return role != m_book.roles.end() && role->second.may.contains(action);
    });
}

std::vector<std::string> Rights::reach(const Actor& actor, Action action) const {
    if (actor.all_rights || action == Action::signed_in) {
        return {"/"};
    }
    std::vector<std::string> paths;
    for (const auto& grant : actor.grants) {
        const auto role = m_book.roles.find(grant.role);
        if (role != m_book.roles.end() && role->second.may.contains(action)) {
            paths.push_back(grant.org_path);
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> outermost;
    for (const auto& path : paths) {
        if (outermost.empty() || !path.starts_with(outermost.back())) {
            outermost.push_back(path);
        }
    }
    return outermost;
}

void require(bool allowed) {
    if (!allowed) {
        throw Forbidden{};
    }
}

void require_known(bool allowed) {
    if (!allowed) {
        throw NotFound{};
    }
}

std::string path_end(std::string path) {
    if (!path.empty()) {
        path.back() = '0';  // the byte after '/'
    }
    return path;
}

std::vector<db::Range> ranges_of(const std::vector<std::string>& reach) {
    std::vector<db::Range> ranges;
    for (const auto& path : reach) {
        ranges.push_back({path, path_end(path)});
    }
    return ranges;
}

}  // namespace ketnap::auth
