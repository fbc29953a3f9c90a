// SPDX-License-Identifier: Apache-2.0
#include "app/demo/scenario.h"

#include "platform/json/read.h"
#include "platform/vocabulary/file.h"

#include <stdexcept>

namespace ketnap::demo {
namespace {

template <class T>
T read_as(const std::filesystem::path& file, const std::string& text) {
    auto read = json::read<T>(text);
    if (!read) {
        const auto& finding = read.error().front();
        const auto field = finding.where.empty() ? std::string{} : finding.where.front().field;
        throw std::runtime_error{file.string() + ": " + field + " " + finding.rule};
    }
    return std::move(*read);
}

void replace_all(std::string& text, const std::string& word, const std::string& by) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
        text.replace(at, word.size(), by);
        at += by.size();
    }
}

}  // namespace

Names load_names(const std::filesystem::path& folder) {
    const auto file = folder / "names.json";
    return read_as<Names>(file, read_own_file(file));
}

OfficeNames load_office(const std::filesystem::path& folder) {
    const auto file = folder / "units.json";
    return read_as<OfficeNames>(file, read_own_file(file));
}

Scenario load_scenario(const std::filesystem::path& folder,
                       const std::map<std::string, std::string>& words) {
    const auto file = folder / "scenario.json";
    auto text = read_own_file(file);
    for (const auto& [word, by] : words) {
        replace_all(text, "<<" + word + ">>", by);
    }
    if (const auto left = text.find("<<"); left != std::string::npos) {
        throw std::runtime_error{file.string() + ": " + text.substr(left, 24)};
    }
    return read_as<Scenario>(file, text);
}

}  // namespace ketnap::demo
