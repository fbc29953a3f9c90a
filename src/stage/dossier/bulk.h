// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "stage/dossier/operations.h"

/// The same act on many dossiers, each judged alone (C48). Private to this slice.
namespace ketnap::dossier {

enum class BulkAct { receive, take_up, assign, send_back, qualify };
BOOST_DESCRIBE_ENUM(BulkAct, receive, take_up, assign, send_back, qualify)

struct BulkItem {
    std::string id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BulkItem, (), (id, version))

struct BulkForm {
    BulkAct act = BulkAct::receive;
    std::vector<BulkItem> items;
    std::optional<std::string> account_id;  ///< of assign
    std::optional<std::string> paper;       ///< of send_back: the same item for all
    std::optional<std::string> text;
    std::optional<int> due_days;
    std::optional<std::string> on_behalf_of;
};
BOOST_DESCRIBE_STRUCT(BulkForm, (), (act, items, account_id, paper, text, due_days, on_behalf_of))

enum class BulkOutcome {
    done,
    already,  ///< it was there before: a repetition does nothing twice
    refused
};
BOOST_DESCRIBE_ENUM(BulkOutcome, done, already, refused)

struct BulkResult {
    std::string id;
    std::string code;
    BulkOutcome outcome = BulkOutcome::done;
    Findings findings;
    std::optional<State> state;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BulkResult, (), (id, code, outcome, findings, state, version))

/// Dossiers of one request; who has more sends them in parts, and may stop between.
inline constexpr std::size_t bulk_most = 50;
/// Each in a transaction of its own, in the order given. Refused as a whole: none, or too many.
std::vector<BulkResult> bulk(const Work& work, const BulkForm& form);

}  // namespace ketnap::dossier
