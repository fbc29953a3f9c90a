// SPDX-License-Identifier: Apache-2.0
#include "base/people/doubles.h"
#include "base/people/http.h"
#include "base/people/json.h"
#include "base/people/merge_fields.h"
#include "platform/vocabulary/errors.h"

#include <charconv>

namespace ketnap::people {

/// One side of a pair: what is read side by side.
struct DoubleSide {
    std::string id;
    std::string name;
    std::string other_name;
    std::string born_on;
    std::string sex;
    std::string org_name;
    std::string code;
    std::string phone;
    std::string home_place;
    std::string residence;
    std::string position;
    std::string occupation;
    Standing standing = Standing::outsider;
    std::string national_id;  ///< masked
    std::string merged_from;
};
BOOST_DESCRIBE_STRUCT(DoubleSide, (),
                      (id, name, other_name, born_on, sex, org_name, code, phone, home_place,
                       residence, position, occupation, standing, national_id, merged_from))

struct DoubleView {
    std::int64_t score = 0;
    std::vector<std::string> reasons;  ///< in words, the weightiest first
    DoubleSide first;
    DoubleSide second;
    bool may_decide = false;
    bool may_merge = false;
};
BOOST_DESCRIBE_STRUCT(DoubleView, (), (score, reasons, first, second, may_decide, may_merge))

struct AlikeView {
    std::int64_t score = 0;
    std::vector<std::string> reasons;
    std::string id;
    std::string name;
    std::string born_on;
    std::string org_name;
};
BOOST_DESCRIBE_STRUCT(AlikeView, (), (score, reasons, id, name, born_on, org_name))

struct AlikeForm {
    std::string name;
    std::optional<std::string> born_on;
    std::optional<std::string> sex;
    std::optional<std::string> phone;
    std::optional<std::string> home_place;
    std::optional<std::string> org_id;
    std::optional<std::string> national_id;
};
BOOST_DESCRIBE_STRUCT(AlikeForm, (), (name, born_on, sex, phone, home_place, org_id, national_id))

struct ApartForm {
    std::string first_id;
    std::string second_id;
};
BOOST_DESCRIBE_STRUCT(ApartForm, (), (first_id, second_id))

struct SearchView {
    std::string job_id;
};
BOOST_DESCRIBE_STRUCT(SearchView, (), (job_id))

namespace {

using auth::Action;
using auth::Call;

std::vector<std::string> in_words(const Call& call, const std::vector<std::string>& reasons) {
    std::vector<std::string> out;
    for (const auto& reason : reasons) {
        out.push_back(call.messages.text("people.alike." + reason, call.language()));
    }
    return out;
}

DoubleSide side_of(db::Tx& tx, const Call& call, const Person& p) {
    return {p.id.value,   p.name,
            p.other_name, p.born_on,
            p.sex,        org::get(tx, p.org_id).name,
            p.code,       p.phone,
            p.home_place, p.residence,
            p.position,   p.occupation,
            p.standing,   masked(tx, call.ctx, p.id).national_id,
            p.merged_from};
}

json::Page<DoubleView> doubles(Call& call) {
    const auto found = open_pairs(call.ctx, call.rights, call.query("cursor"), 50);
    json::Page<DoubleView> page;
    call.ctx.read([&](db::Tx& tx) {
        for (const auto& pair : found.items) {
            page.items.push_back({pair.likeness.score, in_words(call, pair.likeness.reasons),
                                  side_of(tx, call, pair.first), side_of(tx, call, pair.second),
                                  can_edit(call.rights, call.ctx.actor, pair.first) &&
                                      can_edit(call.rights, call.ctx.actor, pair.second),
                                  may_merge(call.rights, call.ctx.actor, pair.first) &&
                                      may_merge(call.rights, call.ctx.actor, pair.second)});
        }
    });
    page.next = found.next.empty() ? std::nullopt : std::optional{found.next};
    page.count = static_cast<std::int64_t>(page.items.size());
    page.count_capped = page.next.has_value();
    return page;
}

json::Page<AlikeView> alike(Call& call, const AlikeForm& form) {
    const auto born = time::PartialDate::parse(form.born_on.value_or(""));
    Sketch who;
    who.name = form.name;
    who.born_on = born ? born->iso() : std::string{};
    who.sex = form.sex.value_or("");
    who.phone = form.phone.value_or("");
    who.home_place = form.home_place.value_or("");
    who.org_id = form.org_id.value_or("");
    json::Page<AlikeView> page;
    call.ctx.read([&](db::Tx& tx) {
        for (const auto& [person, like] :
             with_number(tx, call.ctx, form.national_id.value_or(""), candidates(tx, who))) {
            if (can_read(call.rights, call.ctx.actor, person)) {
                page.items.push_back({like.score, in_words(call, like.reasons), person.id.value,
                                      person.name, person.born_on,
                                      org::get(tx, person.org_id).name});
            }
        }
    });
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

}  // namespace

void add_double_routes(auth::Api& api) {
    api.get<json::Page<DoubleView>>("/api/people-doubles", Action::person_read,
                                    "Records that may be one person, likeliest first (?cursor=)",
                                    doubles);
    api.query<AlikeForm, json::Page<AlikeView>>("/api/people-doubles/of", Action::person_edit,
                                                "People on record who may be the one being entered",
                                                alike);
    api.post<auth::Nothing, SearchView>(
        "/api/people-doubles/search", Action::person_edit, "Search everybody anew, as a job",
        [](Call& call, const auth::Nothing&) {
            return SearchView{begin_search(call.ctx, call.rights).value};
        });
    api.post<ApartForm, auth::Nothing>(
        "/api/people-doubles/apart", Action::person_edit,
        "Remember that two records are two people", [](Call& call, const ApartForm& form) {
            keep_apart(call.ctx, call.rights, PersonId{form.first_id}, PersonId{form.second_id});
            return auth::Nothing{};
        });
}

}  // namespace ketnap::people
