// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/programme/programme.h"

#include "platform/json/read.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace ketnap::ceremony {

/// The file's own shape: same_as is for the file only.
struct ProgrammeEntry {
    std::string id;
    EventKind event_kind = EventKind::admission_ceremony;
    std::string title;
    time::Date in_force_on;
    Cite source;
    Confidence confidence = Confidence::unknown;
    std::string note;
    std::optional<std::string> same_as;
    std::vector<ProgrammeItem> items;
};
BOOST_DESCRIBE_STRUCT(ProgrammeEntry, (),
                      (id, event_kind, title, in_force_on, source, confidence, note, same_as,
                       items))

struct ProgrammeFile {
    std::vector<ProgrammeEntry> programmes;
};
BOOST_DESCRIBE_STRUCT(ProgrammeFile, (), (programmes))

namespace {

[[noreturn]] void broken(const std::filesystem::path& file, const std::string& reason) {
    throw std::runtime_error(file.string() + ": " + reason);
}

Programme programme_of(const ProgrammeEntry& entry, const std::vector<Programme>& known,
                       const std::filesystem::path& file) {
    Programme out{.id = entry.id,
                  .event_kind = entry.event_kind,
                  .title = entry.title,
                  .in_force_on = entry.in_force_on.iso(),
                  .source = entry.source,
                  .confidence = entry.confidence,
                  .note = entry.note,
                  .items = entry.items};
    if (entry.same_as) {
        const auto same = std::find_if(known.begin(), known.end(), [&](const Programme& one) {
            return one.id == *entry.same_as;
        });
        if (same == known.end()) {
            broken(file, entry.id + " names an unknown programme");
        }
        out.items = same->items;
    }
    if (out.items.empty()) {
        broken(file, entry.id + " has no items");
    }
    return out;
}

}  // namespace

Programmes Programmes::load(const std::filesystem::path& file) {
    const auto read = json::read<ProgrammeFile>(read_own_file(file));
    if (!read) {
        const auto& first = read.error().front();
        broken(file, first.rule + " " + (first.where.empty() ? "" : first.where.front().field));
    }
    Programmes out;
    for (const auto& entry : read->programmes) {
        out.m_all.push_back(programme_of(entry, out.m_all, file));
    }
    return out;
}

const Programme& Programmes::in_force_on(EventKind kind, const time::Date& day) const {
    const Programme* best = nullptr;
    for (const auto& one : m_all) {
        const bool known = one.event_kind == kind;
        if (known && (best == nullptr || one.in_force_on <= day.iso())) {
            best = &one;
        }
    }
    KETNAP_CHECK(best != nullptr);
    return *best;
}

}  // namespace ketnap::ceremony
