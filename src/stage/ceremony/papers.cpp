// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/papers.h"

#include "base/documents/documents.h"
#include "base/documents/letterhead.h"
#include "base/messages/messages.h"
#include "base/org/org.h"
#include "platform/crypto/vault.h"
#include "platform/json/enum_text.h"
#include "platform/ooxml/xlsx_write.h"
#include "platform/qr/qr.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/gate/card.h"
#include "stage/ceremony/letterhead.h"
#include "stage/ceremony/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace ketnap::ceremony {
namespace {

using messages::Language;

/// Everything a paper of one ceremony is made of, read in one transaction.
struct Facts {
    store::CeremonyRow ceremony;
    std::vector<store::DelegateRow> delegates;  ///< the expected ones
    documents::Letterhead head;
};

// "T/M BAN THƯỜNG VỤ" of a plan without the prefix, which is the layout's business.
std::string without_prefix(const std::string& authority) {
    for (const std::string_view prefix : {"T/M ", "TM. ", "TM ", "T/M. "}) {
        if (authority.starts_with(prefix)) {
            return authority.substr(prefix.size());
        }
    }
    return authority;
}

Facts facts_of(const Ctx& ctx, const CeremonyId& id) {
    return ctx.read([&](db::Tx& tx) {
        auto ceremony = store::find(tx, id);
        if (!ceremony) {
            throw NotFound{};
        }
        Facts out{std::move(*ceremony), store::delegates(tx, id), {}};
        std::erase_if(out.delegates, [](const store::DelegateRow& row) {
            return row.state != DelegateState::expected;
        });
        out.head = head_of(tx, out.ceremony.form.campaign_id);
        return out;
    });
}

std::string said(const Print& print, std::string_view key, std::vector<std::string> values = {}) {
    return print.messages.text(key, Language::vi, values);
}

std::string time_text(const Print& print, const CeremonyForm& form) {
    if (!form.starts_on) {
        return said(print, "ceremony.time_open");
    }
    if (!form.starts_minute) {
        return form.starts_on->long_vn();
    }
    return said(print, "ceremony.time_text",
                {fmt::format("{:02}", *form.starts_minute / 60),
                 fmt::format("{:02}", *form.starts_minute % 60), form.starts_on->long_vn()});
}

std::string venue(const CeremonyForm& form) {
    const bool named = form.hall_name.empty() ||
                       text::fold(form.place).find(text::fold(form.hall_name)) != std::string::npos;
    return named ? form.place : form.hall_name + ", " + form.place;
}

std::string post_of(const store::DelegateRow& row) {
    return row.position.empty() || row.unit.empty() ? row.position + row.unit
                                                    : row.position + ", " + row.unit;
}

std::string group_name(const Print& print, Group group) {
    return said(print, "ceremony.group." + json::text_of(group));
}

documents::Fields common(const Ctx& ctx, const Print& print, const Facts& facts) {
    const auto& form = facts.ceremony.form;
    documents::Fields out;
    if (!facts.head.layout.empty()) {
        out.values["layout"] = facts.head.layout;
    }
    out.values["superior"] = facts.head.superior;
    out.values["issuer"] = facts.head.issuer;
    out.values["place"] = facts.head.place;
    out.values["dated"] = ctx.clock.today().iso();
    out.values["number"] = "";
    out.values["event_name"] = form.title;
    out.values["time_text"] = time_text(print, form);
    out.values["venue"] = venue(form);
    out.values["host"] = form.host.empty() ? facts.head.issuer : form.host;
    out.values["inviter"] = out.values["host"];
    out.values["body_upper"] = text::upper(facts.head.body);
    out.values["signer_post_upper"] = text::upper(facts.head.signer_post);
    out.values["signer_name"] = facts.head.signer_name;
    for (const auto* empty : {"chair", "dress", "reply"}) {
        out.values[empty] = "";
    }
    return out;
}

documents::Squares squares_of(const std::string& digits, const std::string& caption) {
    const auto rows = qr::modules(digits);
    documents::Squares out;
    out.side = static_cast<int>(rows.size());
    for (const auto& row : rows) {
        out.black.insert(out.black.end(), row.begin(), row.end());
    }
    out.caption = caption;
    return out;
}

documents::Paper invitation(const Ctx& ctx, const Print& print, const Facts& facts,
                            const crypto::SigningKey& key, const store::DelegateRow& row) {
    auto fields = common(ctx, print, facts);
    fields.values["guest_title"] = said(print, "ceremony.guest_title");
    fields.values["guest_name"] = row.name;
    fields.values["guest_post"] = post_of(row);
    fields.values["seat"] = row.seat
                                ? said(print, "ceremony.seat_text",
                                       {row_label(row.seat->row), std::to_string(row.seat->number)})
                                : "";
    const auto digits =
        gate::card_digits(key, ctx.actor.tenant, {facts.ceremony.number, row.ticket});
    fields.squares["ticket"] = squares_of(digits, gate::short_code(row.ticket));
    return documents::fill(print.library, "invitation", fields);
}

/// What stands on a chair of the plan: new members by number of call, others by a letter.
std::string mark_of(const Print& print, const store::DelegateRow& row,
                    const std::map<std::string, std::int64_t>& rank_of_helped) {
    const auto helped = rank_of_helped.find(row.id);
    const auto number = helped == rank_of_helped.end() ? row.rank : helped->second;
    return said(print, "ceremony.group_mark." + json::text_of(row.group), {std::to_string(number)});
}

std::map<Seat, std::string> marks_of(const Print& print, const Facts& facts) {
    std::map<std::string, std::int64_t> rank_of_helped;
    for (const auto& row : facts.delegates) {
        if (row.helper_id) {
            rank_of_helped.emplace(*row.helper_id, row.rank);
        }
    }
    std::map<Seat, std::string> out;
    for (const auto& row : facts.delegates) {
        if (row.seat) {
            out.emplace(*row.seat, mark_of(print, row, rank_of_helped));
        }
    }
    for (const auto& seat : facts.ceremony.form.hall_blocked) {
        out.emplace(seat, said(print, "ceremony.group_mark.blocked"));
    }
    return out;
}

documents::Table seat_table(const Print& print, const Facts& facts) {
    const auto& form = facts.ceremony.form;
    const auto marks = marks_of(print, facts);
    const auto aisle_after = [&](std::int64_t number) {
        return std::find(form.hall_aisles.begin(), form.hall_aisles.end(), number) !=
               form.hall_aisles.end();
    };
    documents::Table table;
    table.size_pt = form.hall_seats > 20 ? 8 : 10;
    const auto add_column = [&](double width) {
        table.columns.push_back(
            {.title = "", .width = width, .align = documents::CellAlign::center});
    };
    std::vector<std::string> numbers{""};
    add_column(1);
    for (std::int64_t number = 1; number <= form.hall_seats; ++number) {
        add_column(1.2);
        numbers.push_back(std::to_string(number));
        if (aisle_after(number)) {
            add_column(0.6);
            numbers.emplace_back();
        }
    }
    add_column(1);
    numbers.emplace_back();
    table.rows.push_back(numbers);
    for (int row = 1; row <= form.hall_rows; ++row) {
        std::vector<std::string> cells{row_label(row)};
        for (int number = 1; number <= form.hall_seats; ++number) {
            const auto mark = marks.find({row, number});
            cells.push_back(mark == marks.end() ? "" : mark->second);
            if (aisle_after(number)) {
                cells.emplace_back();
            }
        }
        cells.push_back(row_label(row));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::vector<std::map<std::string, std::string>> list_rows(const Print& print, const Facts& facts) {
    auto delegates = facts.delegates;
    std::sort(delegates.begin(), delegates.end(),
              [](const store::DelegateRow& a, const store::DelegateRow& b) {
                  return std::pair{text::sort_key(a.name), a.id} <
                         std::pair{text::sort_key(b.name), b.id};
              });
    std::vector<std::map<std::string, std::string>> out;
    for (const auto& row : delegates) {
        out.push_back({{"order", std::to_string(out.size() + 1)},
                       {"full_name", row.name},
                       {"post", post_of(row)},
                       {"group", group_name(print, row.group)},
                       {"seat", row.seat ? seat_label(*row.seat) : ""},
                       {"code", gate::short_code(row.ticket)},
                       {"sign", ""}});
    }
    return out;
}

std::string one_pdf(const Print& print, const std::string& template_id,
                    const documents::Fields& fields) {
    const auto paper = documents::fill(print.library, template_id, fields);
    return documents::to_pdf(print.library, {&paper, 1});
}

}  // namespace

documents::Letterhead head_of(db::Tx& tx, const std::string& campaign_id) {
    const auto bodies = campaign::get(tx, {campaign_id}).plan.bodies;
    const auto root = org::root(tx);
    documents::Letterhead head;
    if (!bodies.empty() && bodies.front().org_id) {
        head = documents::letterhead(tx, org::OrgId{*bodies.front().org_id});
    } else if (root) {
        head = documents::letterhead(tx, root->id);
    }
    if (head.signer_name.empty() && !bodies.empty()) {
        head.body = without_prefix(bodies.front().authority);
        head.signer_post = bodies.front().post;
        head.signer_name = bodies.front().signer;
    }
    return head;
}

std::string invitations_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id,
                            const std::optional<DelegateId>& only) {
    const auto facts = facts_of(ctx, id);
    if (!facts.ceremony.form.starts_on || !facts.ceremony.form.starts_minute) {
        throw Refused{{field_finding("ceremony.no_start", "starts_on")}};
    }
    const auto key = ctx.vault.signing_key(ctx.actor.tenant, "ceremony");
    std::vector<documents::Paper> papers;
    for (const auto& row : facts.delegates) {
        if (!only || row.id == only->value) {
            papers.push_back(invitation(ctx, print, facts, key, row));
        }
    }
    if (papers.empty()) {
        throw NotFound{};
    }
    return documents::to_pdf(print.library, papers);
}

std::string seat_plan_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id) {
    const auto facts = facts_of(ctx, id);
    if (facts.ceremony.form.hall_rows == 0 || facts.ceremony.form.hall_seats == 0) {
        throw Refused{{field_finding("ceremony.no_hall", "hall_rows")}};
    }
    auto fields = common(ctx, print, facts);
    fields.tables["seats"] = seat_table(print, facts);
    fields.values["legend"] = said(print, "ceremony.seat_legend");
    return one_pdf(print, "seat_plan", fields);
}

std::string programme_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id) {
    const auto facts = facts_of(ctx, id);
    const auto& form = facts.ceremony.form;
    const auto& programme =
        print.programmes.in_force_on(form.event_kind, form.starts_on.value_or(ctx.clock.today()));
    auto fields = common(ctx, print, facts);
    auto& items = fields.lists["items"];
    for (const auto& item : programme.items) {
        items.push_back(
            {{"order", std::to_string(items.size() + 1)},
             {"time", ""},
             {"item",
              item.each_person ? said(print, "ceremony.each_person", {item.text}) : item.text},
             {"who", item.by}});
    }
    return one_pdf(print, "programme", fields);
}

std::string check_in_list_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id) {
    const auto facts = facts_of(ctx, id);
    auto fields = common(ctx, print, facts);
    fields.lists["delegates"] = list_rows(print, facts);
    fields.values["count"] = text::number_vn(static_cast<std::int64_t>(facts.delegates.size()));
    return one_pdf(print, "check_in_list", fields);
}

void check_in_list_xlsx(const Ctx& ctx, const Print& print, const CeremonyId& id,
                        const std::filesystem::path& file) {
    const auto facts = facts_of(ctx, id);
    struct Column {
        const char* field;
        double width;
    };
    constexpr Column columns[] = {{"order", 6}, {"full_name", 28}, {"post", 44}, {"group", 18},
                                  {"seat", 8},  {"code", 10},      {"sign", 16}};
    ooxml::SheetSetup setup;
    setup.name = said(print, "ceremony.list.sheet");
    setup.heading = {facts.ceremony.form.title, time_text(print, facts.ceremony.form),
                     venue(facts.ceremony.form)};
    for (const auto& column : columns) {
        setup.columns.push_back({.title = said(print, std::string{"ceremony.list."} + column.field),
                                 .width = column.width,
                                 .wrap = true});
    }
    ooxml::XlsxWriter writer{file};
    writer.begin_sheet(setup);
    for (const auto& row : list_rows(print, facts)) {
        ooxml::Cells cells;
        for (const auto& column : columns) {
            cells.push_back(ooxml::text_cell(row.at(column.field)));
        }
        const auto& order = row.at("order");
        std::int64_t number = 0;
        std::from_chars(order.data(), order.data() + order.size(), number);
        cells.front() = ooxml::number_cell(number);
        writer.row(cells);
    }
    writer.finish();
}

}  // namespace ketnap::ceremony
