// SPDX-License-Identifier: Apache-2.0
#include "base/filters/filters.h"

#include "base/audit/trace.h"
#include "base/auth/can.h"
#include "base/filters/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <string_view>

namespace ketnap::filters {
namespace {

constexpr std::size_t most_letters = 60;
constexpr std::size_t most_keys = 20;
constexpr std::size_t most_codes = 50;
constexpr std::size_t longest_code = 64;

/// Letters and digits without marks, and what codes are joined by: no spaces, so no words.
bool is_code(std::string_view text) {
    return text.size() <= longest_code && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.' || c == ':';
           });
}

bool are_codes(const std::vector<std::string>& codes) {
    return codes.size() <= most_codes && std::all_of(codes.begin(), codes.end(), is_code);
}

void check_conditions(const Conditions& conditions, Findings& findings) {
    if (conditions.empty()) {
        findings.push_back(field_finding("filter.empty", "conditions"));
    }
    const bool kept = conditions.size() <= most_keys &&
                      std::all_of(conditions.begin(), conditions.end(), [](const auto& one) {
                          return !one.first.empty() && is_code(one.first) && are_codes(one.second);
                      });
    if (!kept) {
        findings.push_back(field_finding("filter.not_codes", "conditions"));
    }
}

store::Row checked(const audit::Ctx& ctx, const FilterForm& form) {
    Findings findings;
    const auto name = text::trim(form.name);
    if (name.empty()) {
        findings.push_back(field_finding("field.required", "name"));
    } else if (text::length(name) > most_letters) {
        findings.push_back(
            field_finding("filter.long_name", "name", {std::to_string(most_letters)}));
    }
    if (form.list.empty() || !is_code(form.list)) {
        findings.push_back(field_finding("field.format", "list"));
    }
    check_conditions(form.conditions, findings);
    refuse_if(findings);
    store::Row row;
    row.account_id = ctx.actor.account_id;
    row.name_key = text::match_key(name);
    row.filter.list = form.list;
    row.filter.name = name;
    row.filter.owner_name = ctx.actor.name;
    row.filter.conditions = form.conditions;
    row.filter.shared = form.shared;
    row.filter.mine = true;
    return row;
}

}  // namespace

std::vector<SavedFilter> of_list(db::Tx& tx, const audit::Ctx& ctx, const std::string& list) {
    std::vector<SavedFilter> out;
    for (auto& row : store::of_list(tx, list, ctx.actor.account_id)) {
        row.filter.mine = row.account_id == ctx.actor.account_id;
        out.push_back(std::move(row.filter));
    }
    return out;
}

SavedFilter save(const audit::Ctx& ctx, const FilterForm& form) {
    const auto wanted = checked(ctx, form);
    return ctx.write([&](db::Tx& tx) {
        auto row = wanted;
        row.filter.id = new_uuid(tx.now_ms());
        auto stands = store::put(tx, row).filter;
        stands.mine = true;
        audit::trace(tx, ctx, "filter.saved", "saved_filter", stands.id,
                     {{"name", "", stands.name}, {"list", "", stands.list}});
        return stands;
    });
}

void note_export(const audit::Ctx& ctx, const std::string& list, std::int64_t rows) {
    Findings findings;
    if (list.empty() || !is_code(list)) {
        findings.push_back(field_finding("field.format", "list"));
    }
    if (rows < 0) {
        findings.push_back(field_finding("field.format", "rows"));
    }
    refuse_if(findings);
    ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, "list.exported", "list", list, {{"rows", "", std::to_string(rows)}});
    });
}

void drop(const audit::Ctx& ctx, const FilterId& id) {
    ctx.write([&](db::Tx& tx) {
        const auto row = store::find(tx, id.value);
        auth::require_known(row && row->account_id == ctx.actor.account_id);
        store::drop(tx, id.value);
        audit::trace(tx, ctx, "filter.dropped", "saved_filter", id.value,
                     {{"name", row->filter.name, ""}, {"list", row->filter.list, ""}});
    });
}

}  // namespace ketnap::filters
