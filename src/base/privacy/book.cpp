// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/book.h"

#include "platform/json/read.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace ketnap::privacy {

namespace file {

struct PeriodsFile {
    std::string note;
    std::vector<Periods> sets;
};
BOOST_DESCRIBE_STRUCT(PeriodsFile, (), (note, sets))

struct ProcessingFile {
    std::string source;
    std::string confidence;
    std::vector<Processing> entries;
};
BOOST_DESCRIBE_STRUCT(ProcessingFile, (), (source, confidence, entries))

template <class T>
T read(const std::filesystem::path& path) {
    auto found = json::read<T>(read_own_file(path));
    if (!found) {
        const auto& first = found.error().front();
        const auto field = first.where.empty() ? std::string{} : first.where[0].field;
        throw std::runtime_error{fmt::format("{}: {} {}", path.string(), field, first.rule)};
    }
    return std::move(*found);
}

}  // namespace file

namespace {

bool says_all_kinds(const Periods& set) {
    constexpr std::size_t kinds = 6;
    return set.act.size() == kinds && set.answer_working_days > 0 && set.notice_hours > 0 &&
           time::Date::parse_iso(set.from).has_value();
}

void add_periods(std::vector<Periods>& out, const std::filesystem::path& path) {
    for (auto& set : file::read<file::PeriodsFile>(path).sets) {
        if (!says_all_kinds(set)) {
            throw std::runtime_error{
                fmt::format("{}: {} does not say every period", path.string(), set.id)};
        }
        // Of one day, the file read later wins.
        const auto at =
            std::upper_bound(out.begin(), out.end(), set,
                             [](const Periods& a, const Periods& b) { return a.from < b.from; });
        out.insert(at, std::move(set));
    }
}

}  // namespace

const ActPeriod& Periods::of(RequestKind kind) const {
    const auto found = std::find_if(act.begin(), act.end(),
                                    [&](const ActPeriod& one) { return one.kind == kind; });
    KETNAP_CHECK(found != act.end());
    return *found;
}

const KeepPeriod* Periods::keeping(std::string_view outcome) const {
    const auto found = std::find_if(keep.begin(), keep.end(),
                                    [&](const KeepPeriod& one) { return one.outcome == outcome; });
    return found == keep.end() ? nullptr : &*found;
}

Book Book::load(const std::filesystem::path& shipped, const std::filesystem::path& own) {
    Book book;
    book.m_processing = file::read<file::ProcessingFile>(shipped / "processing.json").entries;
    add_periods(book.m_periods, shipped / "periods.json");
    if (std::filesystem::exists(own / "periods.json")) {
        add_periods(book.m_periods, own / "periods.json");
    }
    if (book.m_periods.empty()) {
        throw std::runtime_error{"data/privacy/periods.json says nothing"};
    }
    return book;
}

const Periods& Book::periods(time::Date day) const {
    const Periods* found = &m_periods.front();
    for (const auto& set : m_periods) {
        if (set.from <= day.iso()) {
            found = &set;
        }
    }
    return *found;
}

}  // namespace ketnap::privacy
