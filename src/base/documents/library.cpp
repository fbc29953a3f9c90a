// SPDX-License-Identifier: Apache-2.0
#include "base/documents/library.h"

#include "base/documents/documents.h"
#include "platform/json/read.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>

namespace ketnap::documents {
namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

template <class T>
void read_folder(const std::filesystem::path& folder, std::map<std::string, T, std::less<>>& into) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
        auto read = json::read<T>(content_of(file));
        if (!read) {
            const auto& first = read.error().front();
            throw std::runtime_error(file.string() + ": " + first.rule + " " +
                                     (first.where.empty() ? "" : first.where.front().field));
        }
        if (read->id != file.stem().string()) {
            throw std::runtime_error(file.string() + ": id is not the name of the file");
        }
        into.emplace(read->id, std::move(*read));
    }
}

}  // namespace

Library::Library(const std::filesystem::path& share) {
    read_folder(share / "layouts", m_layouts);
    read_folder(share / "papers", m_templates);
    for (const auto& [id, t] : m_templates) {
        if (!m_layouts.contains(t.layout)) {
            throw std::runtime_error("paper " + id + ": no layout " + t.layout);
        }
    }
}

const Layout& Library::layout(std::string_view id) const {
    const auto found = m_layouts.find(id);
    if (found == m_layouts.end()) {
        throw NotFound();
    }
    return found->second;
}

const Template& Library::find(std::string_view id) const {
    const auto found = m_templates.find(id);
    if (found == m_templates.end()) {
        throw NotFound();
    }
    return found->second;
}

std::shared_ptr<const Library> library(const std::filesystem::path& share) {
    // Templates are data of the installation: the same for every request until it is restarted.
    static std::mutex mutex;
    static std::map<std::filesystem::path, std::shared_ptr<const Library>> kept;
    const std::scoped_lock lock(mutex);
    auto& entry = kept[share];
    if (!entry) {
        entry = std::make_shared<const Library>(share);
    }
    return entry;
}

TemplateInfo template_info(const Library& library, std::string_view id) {
    const auto& t = library.find(id);
    return {t.id, t.title, t.type, t.layout};
}

std::vector<TemplateInfo> templates(const Library& library) {
    std::vector<TemplateInfo> out;
    for (const auto& [id, t] : library.all()) {
        out.push_back({id, t.title, t.type, t.layout});
    }
    return out;
}

}  // namespace ketnap::documents
