// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"
#include "base/documents/letterhead.h"
#include "platform/json/enum_text.h"
#include "stage/envelope/inside.h"
#include "stage/envelope/letters.h"

namespace ketnap::envelope {
namespace {

constexpr std::int64_t register_rows = 5'000;

std::string vn_day(const std::string& iso) {
    const auto day = time::Date::parse_iso(iso);
    return day ? day->vn() : iso;
}

/// The office on top of the tree, whose head stands on the register.
std::optional<org::Org> office_of(db::Tx& tx, const Letter& one) {
    const auto end = one.org_path.find('/', 1);
    return org::find(tx, org::OrgId{one.org_path.substr(1, end - 1)});
}

std::map<std::string, std::string> row_of(const Work& work, db::Tx& tx, const Letter& one,
                                          const Word& word, std::size_t order) {
    const auto days = waiting_days(work, tx, one);
    return {{"order", std::to_string(order)},
            {"number", one.number},
            {"sent", vn_day(one.sent_on)},
            {"to", one.to_name},
            {"dossier", one.dossier_code},
            {"person", one.person_name},
            {"about", one.about},
            {"answered", vn_day(one.answered_on)},
            {"days", days ? std::to_string(*days) : ""},
            {"outcome", one.outcome.empty() ? word("letter.state." + json::text_of(one.state))
                                            : word("letter.outcome." + one.outcome)}};
}

}  // namespace

documents::Paper letter_register(const Work& work, const LetterQuery& query, const Word& word) {
    auto wide = query;
    wide.limit = register_rows;
    wide.cursor.clear();
    const auto found = query_letters(work, wide);
    return work.ctx.read([&](db::Tx& tx) {
        documents::Fields fields;
        const auto office = found.items.empty() ? std::nullopt : office_of(tx, found.items.front());
        const auto head = office ? documents::letterhead(tx, office->id) : documents::Letterhead{};
        fields.values = {{"superior", head.superior},
                         {"issuer", head.issuer},
                         {"place", head.place},
                         {"dated", work.ctx.clock.today().iso()},
                         {"count", std::to_string(found.items.size())}};
        auto& rows = fields.lists["letters"];
        for (const auto& one : found.items) {
            rows.push_back(row_of(work, tx, one, word, rows.size() + 1));
        }
        return documents::fill(work.desk.library, "letter_register", fields);
    });
}

}  // namespace ketnap::envelope
