// SPDX-License-Identifier: Apache-2.0
// Records that may be one person: found by keys, scored, listed. Nothing is ever merged by itself.
#pragma once
#include "base/people/alike.h"
#include "platform/jobs/jobs.h"

#include <functional>
#include <string>
#include <vector>

namespace ketnap::people {

/// One that may be the person asked for.
struct Candidate {
    Person person;
    Likeness likeness;
};

/// People on record who may be this one, the likeliest first, at most five. Asks three indexes:
/// name, day of birth, phone; pairs said to be two are left out.
std::vector<Candidate> candidates(db::Tx& tx, const Sketch& who);
/// The one with this national id before all others: nothing says more. Nothing changes when nobody
/// has it.
std::vector<Candidate> with_number(db::Tx& tx, const Ctx& ctx, const std::string& national_id,
                                   std::vector<Candidate> found);
/// The likeliest of the same name without dấu, asked by one index: for rows of an import.
std::optional<Candidate> namesake(db::Tx& tx, const Sketch& who);

struct Pair {
    Person first;
    Person second;
    Likeness likeness;
    std::int64_t version = 0;
};
struct Pairs {
    std::vector<Pair> items;
    std::string next;
};

/// Open proposals of which the reader may see both, likeliest first.
Pairs open_pairs(const Ctx& ctx, const auth::Rights& rights, const std::string& cursor,
                 std::int64_t limit);
/// Remembers that two records are two people. Needs person_edit at both.
void keep_apart(const Ctx& ctx, const auth::Rights& rights, const PersonId& a, const PersonId& b);

/// Starts a search over everybody as a job.
jobs::JobId begin_search(const Ctx& ctx, const auth::Rights& rights);
/// Goes over everybody by name, day of birth and phone; gives the number of open proposals. May be
/// repeated.
std::int64_t search_all(const Ctx& ctx, const std::function<bool(std::int64_t done)>& going = {});
void add_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of);

}  // namespace ketnap::people
