// SPDX-License-Identifier: Apache-2.0
#include "base/people/doubles.h"

#include "base/audit/trace.h"
#include "base/people/doubles_store.h"
#include "base/people/merge.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace ketnap::people {

/// What the job is told: who asked.
struct SearchOrder {
    std::string account_id;
    std::string person_id;
    std::string user;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(SearchOrder, (), (account_id, person_id, user, name))

struct SearchResult {
    std::int64_t pairs = 0;
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (pairs))

namespace {

using auth::Action;
using store::By;
using store::PairRow;

constexpr std::int64_t at_once = 5'000;
constexpr std::size_t most_of_a_key = 5'000;  // compared with each other; more of a key say little
constexpr std::size_t most_candidates = 5;
constexpr std::int64_t asked_of_a_key = 200;

std::pair<std::string, std::string> ordered(const PersonId& a, const PersonId& b) {
    return std::minmax(a.value, b.value);
}

void weigh(db::Tx& tx, const Sketch& who, std::vector<Sketch>&& others,
           std::map<std::string, Likeness>& out) {
    for (const auto& other : others) {
        if (other.id == who.id || out.contains(other.id.value)) {
            continue;
        }
        if (auto like = likeness(who, other)) {
            const auto [first, second] = ordered(who.id, other.id);
            if (who.id.empty() || !store::is_different(tx, first, second)) {
                out.emplace(other.id.value, std::move(*like));
            }
        }
    }
}

std::vector<Candidate> best(db::Tx& tx, std::map<std::string, Likeness>&& found) {
    std::vector<std::pair<std::string, Likeness>> all{found.begin(), found.end()};
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tie(b.second.score, a.first) < std::tie(a.second.score, b.first);
    });
    all.resize(std::min(all.size(), most_candidates));
    std::vector<Candidate> out;
    for (auto& [id, like] : all) {
        out.push_back({get(tx, PersonId{id}), std::move(like)});
    }
    return out;
}

// People of one key next to each other; each group is compared within itself.
class Walk {
  public:
    Walk(const Ctx& ctx, std::int64_t found_at, const std::function<bool(std::int64_t)>& going)
        : m_ctx(ctx), m_found_at(found_at), m_going(going) {}

    /// False: it was told to stop.
    bool by(By by) {
        m_group.clear();
        store::Keyed after;
        for (std::size_t got = at_once; got == at_once;) {
            const auto rows =
                m_ctx.read([&](db::Tx& tx) { return store::walk(tx, by, after, at_once); });
            got = rows.size();
            for (const auto& row : rows) {
                take(by, row);
            }
            if (!rows.empty()) {
                after = rows.back();
            }
            m_done += static_cast<std::int64_t>(got);
            keep();
            if (m_going && !m_going(m_done)) {
                return false;
            }
        }
        compare();
        keep();
        return true;
    }

  private:
    struct Member {
        Sketch who;
        std::string name;  ///< its key
    };

    void take(By by, const store::Keyed& row) {
        if (!m_group.empty() && m_key != row.key) {
            compare();
        }
        m_key = row.key;
        const bool says = by != By::born || row.key.size() == whole_day;
        if (says && m_group.size() < most_of_a_key) {
            m_group.push_back({row.who, by == By::name ? row.key : name_key(row.who.name)});
        }
    }

    // Only what likeness() cannot do without is asked of every two: some thousands share a name.
    static bool worth_asking(const Member& a, const Member& b) {
        const auto& shorter = a.who.born_on.size() < b.who.born_on.size() ? a : b;
        const auto& longer = &shorter == &a ? b : a;
        return longer.who.born_on.starts_with(shorter.who.born_on) &&
               (a.name == b.name || one_letter_off(a.name, b.name));
    }

    void compare() {
        for (std::size_t i = 0; i < m_group.size(); ++i) {
            for (std::size_t j = i + 1; j < m_group.size(); ++j) {
                const auto& one = m_group[i];
                const auto& other = m_group[j];
                if (!worth_asking(one, other)) {
                    continue;
                }
                if (auto like = likeness(one.who, other.who)) {
                    const auto [first, second] = ordered(one.who.id, other.who.id);
                    m_pairs.push_back({first, second, std::move(*like), 0});
                }
            }
        }
        m_group.clear();
    }

    void keep() {
        constexpr std::size_t of_a_transaction = 1'000;
        for (std::size_t from = 0; from < m_pairs.size(); from += of_a_transaction) {
            m_ctx.write([&](db::Tx& tx) {
                const auto until = std::min(from + of_a_transaction, m_pairs.size());
                for (auto i = from; i < until; ++i) {
                    store::put_open(tx, m_pairs[i], m_found_at);
                }
            });
        }
        m_pairs.clear();
    }

    const Ctx& m_ctx;
    std::int64_t m_found_at;
    const std::function<bool(std::int64_t)>& m_going;
    std::string m_key;
    std::vector<Member> m_group;
    std::vector<PairRow> m_pairs;
    std::int64_t m_done = 0;
};

// "35|id|id": how far from 100, and both.
PairRow row_of(const std::string& cursor) {
    PairRow out;
    out.likeness.score = 101;
    const auto one = cursor.find('|');
    const auto two = one == std::string::npos ? one : cursor.find('|', one + 1);
    if (two == std::string::npos) {
        return out;
    }
    std::from_chars(cursor.data(), cursor.data() + one, out.likeness.score);
    out.first_id = cursor.substr(one + 1, two - one - 1);
    out.second_id = cursor.substr(two + 1);
    return out;
}

std::string cursor_of(const PairRow& row) {
    return std::to_string(row.likeness.score) + "|" + row.first_id + "|" + row.second_id;
}

}  // namespace

std::vector<Candidate> candidates(db::Tx& tx, const Sketch& who) {
    std::map<std::string, Likeness> found;
    const auto key = name_key(who.name);
    if (!key.empty()) {
        weigh(tx, who, store::of_key(tx, By::name, key, asked_of_a_key), found);
    }
    if (who.born_on.size() == whole_day) {
        weigh(tx, who, store::of_key(tx, By::born, who.born_on, asked_of_a_key), found);
    }
    if (const auto phone = phone_key(who.phone); !phone.empty()) {
        weigh(tx, who, store::of_key(tx, By::phone, phone, asked_of_a_key), found);
    }
    return best(tx, std::move(found));
}

std::vector<Candidate> with_number(db::Tx& tx, const Ctx& ctx, const std::string& national_id,
                                   std::vector<Candidate> found) {
    const auto same =
        national_id.empty() ? std::nullopt : find_by_national_id(tx, ctx, national_id);
    if (!same) {
        return found;
    }
    auto id = *same;
    for (const auto& one : merges_of(tx, id)) {
        id = !one.undone_at && one.lost == id ? one.kept : id;
    }
    std::erase_if(found, [&](const Candidate& one) { return one.person.id == id; });
    found.insert(found.begin(), {get(tx, id), {100, {"number_same"}}});
    return found;
}

std::optional<Candidate> namesake(db::Tx& tx, const Sketch& who) {
    std::map<std::string, Likeness> found;
    weigh(tx, who, store::of_key(tx, By::name, name_key(who.name), asked_of_a_key), found);
    auto all = best(tx, std::move(found));
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

Pairs open_pairs(const Ctx& ctx, const auth::Rights& rights, const std::string& cursor,
                 std::int64_t limit) {
    constexpr int most_looks = 20;
    const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, 200));
    return ctx.read([&](db::Tx& tx) {
        Pairs out;
        auto after = row_of(cursor);
        for (int look = 0; look < most_looks; ++look) {
            const auto rows = store::open_after(tx, after, 100);
            for (const auto& row : rows) {
                after = row;
                auto first = get(tx, PersonId{row.first_id});
                auto second = get(tx, PersonId{row.second_id});
                if (first.active && second.active && can_read(rights, ctx.actor, first) &&
                    can_read(rights, ctx.actor, second)) {
                    out.items.push_back(
                        {std::move(first), std::move(second), row.likeness, row.version});
                }
                if (out.items.size() == wanted) {
                    out.next = cursor_of(after);
                    return out;
                }
            }
            if (rows.size() < 100) {
                return out;
            }
        }
        out.next = cursor_of(after);
        return out;
    });
}

void keep_apart(const Ctx& ctx, const auth::Rights& rights, const PersonId& a, const PersonId& b) {
    ctx.write([&](db::Tx& tx) {
        const auto first = get(tx, a);
        const auto second = get(tx, b);
        for (const auto* person : {&first, &second}) {
            auth::require_known(can_read(rights, ctx.actor, *person));
            auth::require(can_edit(rights, ctx.actor, *person));
        }
        if (first.id == second.id) {
            throw Refused{{field_finding("field.choice", "second_id")}};
        }
        const auto [low, high] = ordered(a, b);
        store::put_different(tx, low, high);
        for (const auto& [one, other] : {std::pair{&first, &second}, {&second, &first}}) {
            audit::trace(tx, ctx, "person.kept_apart", "person", one->id.value,
                         {{"name", "", other->name}});
        }
    });
}

jobs::JobId begin_search(const Ctx& ctx, const auth::Rights& rights) {
    auth::require(rights.may(ctx.actor, Action::person_edit));
    return ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, "people.doubles_searched", "people", "all");
        return ctx.jobs.enqueue(tx, "people.doubles",
                                json::write(SearchOrder{ctx.actor.account_id, ctx.actor.person_id,
                                                        ctx.actor.user, ctx.actor.name}));
    });
}

std::int64_t search_all(const Ctx& ctx, const std::function<bool(std::int64_t done)>& going) {
    const auto found_at = ctx.clock.now().ms;
    Walk walk{ctx, found_at, going};
    if (walk.by(By::name) && walk.by(By::born) && walk.by(By::phone)) {
        ctx.write([&](db::Tx& tx) { store::drop_older(tx, found_at); });
    }
    return ctx.read([](db::Tx& tx) { return store::open_count(tx); });
}

void add_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of) {
    jobs.handle("people.doubles", [ctx_of = std::move(ctx_of)](jobs::JobContext& job) {
        const auto order = json::read<SearchOrder>(job.payload());
        KETNAP_CHECK(order.has_value());
        audit::Actor actor;
        actor.tenant = job.tenant();
        actor.account_id = order->account_id;
        actor.person_id = order->person_id;
        actor.user = order->user;
        actor.name = order->name;
        const auto pairs = search_all(ctx_of(std::move(actor)), [&](std::int64_t done) {
            job.progress(done, 0, "people.doubles_going");
            return !job.cancelled();
        });
        job.set_result(json::write(SearchResult{pairs}));
    });
}

}  // namespace ketnap::people
