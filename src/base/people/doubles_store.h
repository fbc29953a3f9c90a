// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/doubles.h"

namespace ketnap::people::store {

/// A person under the key they were found by.
struct Keyed {
    std::string key;
    Sketch who;
};
/// Which key a walk over everybody follows.
enum class By { name, born, phone };

std::vector<Sketch> of_key(db::Tx& tx, By by, const std::string& key, std::int64_t limit);
/// The next of the walk after (key, id).
std::vector<Keyed> walk(db::Tx& tx, By by, const Keyed& after, std::int64_t limit);

struct PairRow {
    std::string first_id;
    std::string second_id;
    Likeness likeness;
    std::int64_t version = 0;
};
void put_open(db::Tx& tx, const PairRow& pair, std::int64_t found_at);
/// Open pairs that the search of `found_at` did not meet again.
void drop_older(db::Tx& tx, std::int64_t found_at);
void put_different(db::Tx& tx, const std::string& first_id, const std::string& second_id);
bool is_different(db::Tx& tx, const std::string& first_id, const std::string& second_id);
std::vector<PairRow> open_after(db::Tx& tx, const PairRow& after, std::int64_t limit);
std::int64_t open_count(db::Tx& tx);

}  // namespace ketnap::people::store
