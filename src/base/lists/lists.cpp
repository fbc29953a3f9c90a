// SPDX-License-Identifier: Apache-2.0
#include "base/lists/lists.h"

#include "platform/text/fold.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace ketnap::lists {
namespace {

std::string text_of(const boost::json::object& object, const char* member) {
    return std::string{object.at(member).as_string()};
}

Item item_of(const boost::json::object& object) {
    Item item{text_of(object, "code"), text_of(object, "name"), {}};
    for (const auto& alias : object.at("aliases").as_array()) {
        item.aliases.emplace_back(alias.as_string());
    }
    return item;
}

List list_of(const boost::json::object& object) {
    List list;
    list.name = text_of(object, "list");
    list.title_vi = text_of(object.at("title").as_object(), "vi");
    list.title_en = text_of(object.at("title").as_object(), "en");
    list.version = text_of(object, "version");
    list.source = text_of(object, "source");
    std::set<std::string> seen;
    for (const auto& value : object.at("items").as_array()) {
        list.items.push_back(item_of(value.as_object()));
        if (!seen.insert(list.items.back().code).second) {
            throw std::runtime_error{"second item with code " + list.items.back().code};
        }
    }
    return list;
}

}  // namespace

const Item* List::find(std::string_view code) const {
    const auto it = std::find_if(items.begin(), items.end(),
                                 [&](const Item& item) { return item.code == code; });
    return it == items.end() ? nullptr : &*it;
}

std::vector<const Item*> List::match(std::string_view text) const {
    const auto folded = text::fold(text);
    std::vector<const Item*> by_name;
    std::vector<const Item*> by_alias;
    for (const auto& item : items) {
        if (text::fold(item.name) == folded) {
            by_name.push_back(&item);
        } else if (std::any_of(
                       item.aliases.begin(), item.aliases.end(),
                       [&](const std::string& alias) { return text::fold(alias) == folded; })) {
            by_alias.push_back(&item);
        }
    }
    return by_name.empty() ? by_alias : by_name;
}

std::string List::name_of(std::string_view code) const {
    const auto* item = find(code);
    return item == nullptr ? std::string{code} : item->name;
}

Lists Lists::load(const std::filesystem::path& folder) {
    Lists lists;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".json") {
            continue;
        }
        try {
            auto list = list_of(boost::json::parse(read_own_file(entry.path())).as_object());
            lists.m_lists.emplace(list.name, std::move(list));
        } catch (const std::exception& error) {
            throw std::runtime_error{entry.path().string() + ": " + error.what()};
        }
    }
    return lists;
}

const List& Lists::get(std::string_view name) const {
    const auto it = m_lists.find(name);
    KETNAP_CHECK(it != m_lists.end());
    return it->second;
}

}  // namespace ketnap::lists
