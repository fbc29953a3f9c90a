// SPDX-License-Identifier: Apache-2.0
#include "base/rules/read_rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace ketnap::rules {

/// Reads files, ties the sets to each other and lays them out over the days.
struct Loader {
    struct Source {
        std::shared_ptr<RuleSet> set;
        std::string replaces;
        std::unique_ptr<DataFile> file;
    };

    Findings findings;
    std::vector<Source> sources;
    /// One set under the office's rules of a period; the same object for the same period and set.
    std::map<std::string, RuleSetPtr, std::less<>> laid;

    Source* source(std::string_view code) {
        const auto at = std::find_if(sources.begin(), sources.end(),
                                     [&](const auto& one) { return one.set->code == code; });
        return at == sources.end() ? nullptr : &*at;
    }

    void read(const std::filesystem::path& path, bool own) {
        auto file = std::make_unique<DataFile>(path, findings);
        auto read = read_set(*file);
        if (!read) {
            return;
        }
        auto& set = read->set;
        if (source(set.code) != nullptr) {
            file->complain("data.twice", "set", set.code);
        }
        set.local = own;
        set.overlay = own && set.extends.empty();
        if (own) {
            for (auto& [id, rule] : set.own) {
                rule.local = set.code;
            }
        }
        sources.push_back({std::make_shared<RuleSet>(std::move(set)), std::move(read->replaces),
                           std::move(file)});
    }

    void link_bases() {
        for (const auto& one : sources) {
            if (one.set->extends.empty()) {
                continue;
            }
            const auto* base = source(one.set->extends);
            if (base == nullptr || !base->set->extends.empty() || base->set->overlay) {
                one.file->complain("data.extends", "extends", one.set->extends);
                continue;
            }
            one.set->base = base->set;
        }
    }

    /// A new generation of the office ends the one it replaces.
    void close_replaced() {
        for (const auto& one : sources) {
            if (one.replaces.empty()) {
                continue;
            }
            const auto* old = source(one.replaces);
            if (old == nullptr || old->set->from >= one.set->from) {
                one.file->complain("data.replaces", "replaces", one.replaces);
                continue;
            }
            old->set->until = one.set->from - 1;
        }
    }

    /// A rule without a text of its own generation takes the value of the set it names.
    void fill_stand_ins() {
        for (const auto& one : sources) {
            for (auto& [id, rule] : one.set->own) {
                if (rule.as_in.empty()) {
                    continue;
                }
                const auto* other = source(rule.as_in);
                const Rule* from = other == nullptr ? nullptr : other->set->find(id);
                if (from == nullptr || !from->known) {
                    one.file->complain("data.as_in", id, rule.as_in);
                    continue;
                }
                rule.kind = from->kind;
                rule.number = from->number;
                rule.fraction = from->fraction;
                rule.order = from->order;
                rule.text = from->text;
                rule.list = from->list;
                rule.paper = from->paper;
                rule.level = std::min(rule.level, from->level);
            }
        }
    }

    /// Texts that the code chooses by: another word would silently mean the default.
    void refuse_unread_choices() {
        struct Choice {
            std::string_view id;
            std::vector<std::string> words;
        };
        const std::array<Choice, 5> choices{
            {{"ceremony.clock_start", {"receipt", "issue"}},
             {"calendar.first_day", {"day_after", "same_day"}},
             {"candidate.over_60", {"central_direct", "board_above"}},
             {"decision.decider", {"grassroots_committee", "grassroots_board"}},
             {"readmission.decider", {"board_above", "central_direct"}}}};
        for (const auto& one : sources) {
            for (const auto& [id, words] : choices) {
                const auto at = one.set->own.find(id);
                const bool chosen = at != one.set->own.end() && at->second.has_value;
                if (chosen && std::ranges::find(words, at->second.text) == words.end()) {
                    one.file->complain("data.choice", id, words.front() + ", " + words.back());
                }
            }
        }
    }

    /// Checks ask a rule by its id and expect its kind, whichever set holds.
    void refuse_changed_kinds() {
        std::map<std::string_view, const Rule*> first;
        for (const auto& one : sources) {
            for (const auto& [id, rule] : one.set->own) {
                if (!rule.has_value) {
                    continue;
                }
                const auto* known = first.emplace(id, &rule).first->second;
                const bool ends =
                    rule.order.first == known->order.first && rule.order.then == known->order.then;
                if (rule.kind != known->kind || !ends) {
                    one.file->complain("data.kind_changed", id, name_of(known->kind));
                }
            }
        }
    }

    static bool overlap(const RuleSet& a, const RuleSet& b) {
        return (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
    }

    void refuse_overlap() {
        for (std::size_t i = 0; i < sources.size(); ++i) {
            for (std::size_t j = i + 1; j < sources.size(); ++j) {
                const auto& a = *sources[i].set;
                const auto& b = *sources[j].set;
                if (!a.extends.empty() && !b.extends.empty() && overlap(a, b)) {
                    sources[j].file->complain("data.overlap", "in_force", a.code + ", " + b.code);
                }
            }
        }
    }

    /// The set under the office's own rules of that day.
    RuleSetPtr under_own(const RuleSetPtr& set, time::Date day) {
        std::string key = set->code;
        std::vector<const RuleSet*> overlays;
        for (const auto& one : sources) {
            if (one.set->overlay && one.set->from <= day &&
                (!one.set->until || day <= *one.set->until)) {
                overlays.push_back(one.set.get());
                key += " " + one.set->code;
            }
        }
        if (overlays.empty()) {
            return set;
        }
        auto& found = laid[key];
        if (!found) {
            auto under = std::make_shared<RuleSet>(*set);
            under->own.clear();
            under->base = set;
            for (const auto* overlay : overlays) {
                for (const auto& [id, rule] : overlay->own) {
                    under->own.insert_or_assign(id, rule);
                }
            }
            found = std::move(under);
        }
        return found;
    }

    std::vector<RuleSetPtr> sets_on(time::Date day) {
        std::vector<RuleSetPtr> holding;
        std::vector<RuleSetPtr> argued;
        RuleSetPtr root;
        for (const auto& [set, replaces, file] : sources) {
            const bool holds = set->from <= day && (!set->until || day <= *set->until);
            if (holds && set->extends.empty() && !set->overlay) {
                root = set;
            } else if (holds && !set->overlay) {
                holding.push_back(set);
            }
            for (const auto& period : set->arguable) {
                if (period.from <= day && day <= period.until) {
                    argued.push_back(set);
                }
            }
        }
        holding.insert(holding.end(), argued.begin(), argued.end());
        if (holding.empty() && root) {
            holding.push_back(root);
        }
        for (auto& set : holding) {
            set = under_own(set, day);
        }
        return holding;
    }

    void build_periods(std::vector<Rules::Period>& into) {
        std::set<time::Date> days;
        for (const auto& one : sources) {
            days.insert(one.set->from);
            if (one.set->until) {
                days.insert(*one.set->until + 1);
            }
            for (const auto& period : one.set->arguable) {
                days.insert(period.from);
                days.insert(period.until + 1);
            }
        }
        for (const auto day : days) {
            into.push_back({day, sets_on(day)});
        }
    }

    void list_orders(std::vector<const Rule*>& into) const {
        std::map<std::string_view, const Rule*> orders;
        for (const auto& one : sources) {
            for (const auto& [id, rule] : one.set->own) {
                if (rule.kind == Kind::order && rule.has_value) {
                    orders.emplace(id, &rule);
                }
            }
        }
        for (const auto& [id, rule] : orders) {
            into.push_back(rule);
        }
    }

    Result<Rules, Findings> load(const std::filesystem::path& folder,
                                 const std::vector<std::filesystem::path>& own) {
        for (const auto& path : data_files(folder, ".json", findings)) {
            read(path, false);
        }
        for (const auto& path : own) {
            read(path, true);
        }
        link_bases();
        if (findings.empty()) {
            close_replaced();
            fill_stand_ins();
            refuse_changed_kinds();
            refuse_unread_choices();
            refuse_overlap();
        }
        if (!findings.empty()) {
            return tl::make_unexpected(std::move(findings));
        }
        std::sort(sources.begin(), sources.end(),
                  [](const auto& a, const auto& b) { return a.set->from < b.set->from; });
        Rules::State state;
        for (const auto& one : sources) {
            state.sets.push_back(one.set);
        }
        build_periods(state.periods);
        list_orders(state.orders);
        return Rules{std::move(state)};
    }
};

Result<Rules, Findings> Rules::load(const std::filesystem::path& folder) {
    return Loader{}.load(folder, {});
}

namespace {

std::vector<std::filesystem::path> own_files(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        return {};
    }
    Findings none;  // an empty folder of one's own is in order
    return data_files(folder, ".json", none);
}

/// Families of ids that are read whatever follows: an office may add to them.
bool read_by_family(std::string_view id) {
    return id.starts_with("order.") || id.starts_with("paper.life.") || id.starts_with("special.");
}

Findings unread_rules(const Rules& shipped, const RuleSet& set, const std::string& file) {
    Findings hints;
    for (const auto& [id, rule] : set.own) {
        const bool known = std::any_of(shipped.sets().begin(), shipped.sets().end(),
                                       [&](const auto& one) { return one->own.contains(id); });
        if (!known && !read_by_family(id)) {
            auto hint = data_finding("data.unread", file, 0, id, {});
            hint.level = Level::hint;
            hints.push_back(std::move(hint));
        }
    }
    return hints;
}

}  // namespace

Result<Rules, Findings> Rules::load(const std::filesystem::path& folder,
                                    const std::filesystem::path& own) {
    auto rules = load(folder);
    if (!rules) {
        return rules;
    }
    std::vector<std::filesystem::path> accepted;
    for (const auto& path : own_files(own)) {
        auto files = accepted;
        files.push_back(path);
        auto more = Loader{}.load(folder, files);
        if (more) {
            more->being_loaded().refused = rules->refused();
            rules = std::move(more);
            accepted = std::move(files);
        } else {
            auto& refused = rules->being_loaded().refused;
            refused.insert(refused.end(), more.error().begin(), more.error().end());
        }
    }
    return rules;
}

Findings Rules::check(const std::filesystem::path& folder, const std::filesystem::path& file) {
    return check(folder, {}, file);
}

Findings Rules::check(const std::filesystem::path& folder, const std::filesystem::path& own,
                      const std::filesystem::path& file) {
    const auto shipped = load(folder);
    if (!shipped) {
        return shipped.error();
    }
    const auto alone = Loader{}.load(folder, {file});
    if (!alone) {
        return alone.error();
    }
    std::vector<std::filesystem::path> beside;
    for (const auto& path : own_files(own)) {
        auto files = beside;
        files.push_back(path);
        if (path.filename() != file.filename() && Loader{}.load(folder, files)) {
            beside = std::move(files);
        }
    }
    beside.push_back(file);
    if (const auto all = Loader{}.load(folder, beside); !all) {
        return all.error();
    }
    for (const auto& set : alone->sets()) {
        if (set->local) {
            return unread_rules(*shipped, *set, file.filename().string());
        }
    }
    return {};
}

}  // namespace ketnap::rules
