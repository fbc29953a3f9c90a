// SPDX-License-Identifier: Apache-2.0
#include "base/rules/rules.h"

#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

namespace ketnap::rules {

bool Fraction::reached(std::int64_t count, std::int64_t base) const {
    if (base <= 0) {
        return false;
    }
    return more_than ? count * under > base * over : count * under >= base * over;
}

std::int64_t Fraction::needed(std::int64_t base) const {
    const std::int64_t least = base * over / under;
    const bool whole = base * over % under == 0;
    return whole && !more_than ? least : least + 1;
}

bool Rule::same_value(const Rule& other) const {
    return kind == other.kind && number == other.number && fraction == other.fraction &&
           order == other.order && text == other.text && list == other.list &&
           paper == other.paper && has_value == other.has_value;
}

const Rule* RuleSet::find(std::string_view id) const {
    if (const auto at = own.find(id); at != own.end() && at->second.has_value) {
        return &at->second;
    }
    return base ? base->find(id) : nullptr;
}

namespace {

std::optional<int> number_of(const RuleSet& set, std::string_view id, Kind kind) {
    const Rule* rule = set.find(id);
    if (rule == nullptr) {
        return std::nullopt;
    }
    KETNAP_CHECK(rule->kind == kind);
    return static_cast<int>(rule->number);
}

}  // namespace

std::optional<int> RuleSet::months(std::string_view id) const {
    return number_of(*this, id, Kind::months);
}
std::optional<int> RuleSet::working_days(std::string_view id) const {
    return number_of(*this, id, Kind::working_days);
}
std::optional<int> RuleSet::count(std::string_view id) const {
    return number_of(*this, id, Kind::count);
}

std::optional<Fraction> RuleSet::fraction(std::string_view id) const {
    const Rule* rule = find(id);
    if (rule == nullptr) {
        return std::nullopt;
    }
    KETNAP_CHECK(rule->kind == Kind::fraction);
    return rule->fraction;
}

std::vector<std::string> RuleSet::list(std::string_view id) const {
    const Rule* rule = find(id);
    return rule == nullptr ? std::vector<std::string>{} : rule->list;
}

std::string_view RuleSet::text(std::string_view id) const {
    const Rule* rule = find(id);
    return rule == nullptr ? std::string_view{} : std::string_view{rule->text};
}

Cite RuleSet::citation(std::string_view id) const {
    const Rule* rule = find(id);
    return rule == nullptr ? Cite{} : rule->cite;
}

Level RuleSet::gravest(std::string_view id) const {
    const Rule* rule = find(id);
    if (rule == nullptr) {
        return Level::warning;
    }
    const bool doubtful = !rule->known || rule->confidence <= Confidence::low;
    return doubtful ? std::min(rule->level, Level::warning) : rule->level;
}

std::vector<const Rule*> RuleSet::all() const {
    std::map<std::string_view, const Rule*> found;
    for (const RuleSet* set = this; set != nullptr; set = set->base.get()) {
        for (const auto& [id, rule] : set->own) {
            const auto [at, added] = found.emplace(id, &rule);
            if (!added && !at->second->has_value) {
                at->second = &rule;
            }
        }
    }
    std::vector<const Rule*> out;
    out.reserve(found.size());
    for (const auto& [id, rule] : found) {
        out.push_back(rule);
    }
    return out;
}

/// The state in use and every one before it: readers hold references without a lock, and offices
/// change their rules a few times a year.
struct Rules::Current {
    std::atomic<const State*> now{nullptr};
    std::mutex writing;
    std::vector<std::shared_ptr<State>> all;

    void take_over(std::shared_ptr<State> state) {
        const std::lock_guard hold{writing};
        now.store(state.get(), std::memory_order_release);
        all.push_back(std::move(state));
    }
    std::shared_ptr<State> newest() {
        const std::lock_guard hold{writing};
        return all.back();
    }
};

Rules::Rules(State state) : m_current(std::make_shared<Current>()) {
    m_current->take_over(std::make_shared<State>(std::move(state)));
}

const Rules::State& Rules::now() const {
    return *m_current->now.load(std::memory_order_acquire);
}

Rules::State& Rules::being_loaded() {
    return *m_current->all.back();
}

Rules Rules::pinned() const {
    Rules out{*this};
    out.m_current = std::make_shared<Current>();
    out.m_current->take_over(m_current->newest());
    return out;
}

bool Rules::reload(const std::filesystem::path& folder, const std::filesystem::path& own) const {
    const auto read = load(folder, own);
    if (read) {
        m_current->take_over(read->m_current->newest());
    }
    return read.has_value();
}

const std::vector<RuleSetPtr>& Rules::in_force_on(time::Date day) const {
    static const std::vector<RuleSetPtr> none;
    const auto& periods = now().periods;
    const auto after =
        std::upper_bound(periods.begin(), periods.end(), day,
                         [](time::Date d, const Period& period) { return d < period.from; });
    return after == periods.begin() ? none : std::prev(after)->sets;
}

RuleSetPtr Rules::find(std::string_view code) const {
    for (const auto& set : sets()) {
        if (set->code == code) {
            return set;
        }
    }
    return nullptr;
}

std::vector<Difference> Rules::compare(const RuleSet& before, const RuleSet& after) {
    std::map<std::string, Difference> by_id;
    for (const Rule* rule : before.all()) {
        by_id[rule->id].before = rule;
    }
    for (const Rule* rule : after.all()) {
        by_id[rule->id].after = rule;
    }
    std::vector<Difference> out;
    for (auto& [id, difference] : by_id) {
        difference.id = id;
        const auto* was = difference.before;
        const auto* now = difference.after;
        if (was != nullptr && now != nullptr && was->same_value(*now) && was->known == now->known) {
            continue;
        }
        out.push_back(difference);
    }
    return out;
}

std::string_view name_of(Confidence confidence) {
    static constexpr std::array<std::string_view, 4> names{"unknown", "low", "medium", "high"};
    return names.at(static_cast<std::size_t>(confidence));
}

std::string_view name_of(Kind kind) {
    static constexpr std::array<std::string_view, 8> names{
        "months", "working_days", "count", "fraction", "text", "order", "list", "paper"};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace ketnap::rules
