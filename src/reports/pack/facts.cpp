// SPDX-License-Identifier: Apache-2.0
#include "reports/pack/facts.h"

#include "base/documents/letterhead.h"
#include "base/lists/lists.h"
#include "base/messages/messages.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::reports::pack {
namespace {

using Values = std::map<std::string, std::string>;

struct Row {
    decision::Decision decision;
    dossier::Candidate candidate;
};

class Reader {
  public:
    Reader(db::Tx& tx, const Ctx& ctx, const PackKit& kit) : m_tx(tx), m_ctx(ctx), m_kit(kit) {}

    Facts read(const campaign::CampaignId& id) {
        Facts facts;
        facts.campaign = campaign::get(m_tx, id);
        const auto ceremonies = ceremony::list(m_tx, id.value);
        if (!ceremonies.empty()) {
            facts.ceremony = ceremonies.front();
        }
        read_rows(id);
        for (const auto& row : m_rows) {
            facts.decisions.push_back(
                {row.decision.number_text,
                 decision::decision_paper(m_tx, m_ctx, m_kit.desk, row.decision.id)});
        }
        m_head = letterhead(facts.campaign);
        facts.extract = extract(facts.campaign);
        facts.summary = summary(facts);
        return facts;
    }

  private:
    std::string said(std::string_view key, const std::vector<std::string>& values = {}) const {
        return m_kit.print.messages.text(key, messages::Language::vi, values);
    }

    void read_rows(const campaign::CampaignId& id) {
        for (auto& d : decision::decisions(m_tx, id.value)) {
            auto candidate = dossier::candidate(m_tx, d.dossier_id);
            m_rows.push_back({std::move(d), std::move(candidate)});
        }
        if (m_rows.empty()) {
            throw Refused{{field_finding("pack.no_decision", "campaign_id")}};
        }
    }

    documents::Letterhead letterhead(const campaign::Campaign& campaign) {
        for (const auto& body : campaign.plan.bodies) {
            if (body.org_id) {
                return documents::letterhead(m_tx, org::OrgId{*body.org_id});
            }
        }
        const auto root = org::root(m_tx);
        return root ? documents::letterhead(m_tx, root->id) : documents::Letterhead{};
    }

    documents::Fields common(const campaign::Campaign& campaign) const {
        documents::Fields fields;
        auto& v = fields.values;
        v["superior"] = m_head.superior;
        v["issuer"] = m_head.issuer;
        v["place"] = m_head.place;
        v["layout"] = m_head.layout;
        v["dated"] = m_ctx.clock.today().iso();
        v["event_name"] = campaign.plan.title;
        v["preparer_name"] = m_ctx.actor.name;
        v["body_upper"] = text::upper(m_head.body);
        v["signer_post_upper"] = text::upper(m_head.signer_post);
        v["signer_name"] = m_head.signer_name;
        return fields;
    }

    Values extract_row(const Row& row, std::size_t order) {
        const auto& p = row.candidate.person;
        const auto p2 = people::open_sensitive(m_tx, m_ctx, p.id);
        const auto named = [&](const char* list, const std::string& code) {
            return code.empty() ? std::string{} : m_kit.lists.get(list).name_of(code);
        };
        const auto education = named("professional_levels", p.professional_level);
        const auto& cell = row.candidate.cell.name;
        const auto unit = row.candidate.unit ? row.candidate.unit->name : "";
        return {
            {"order", std::to_string(order)},
            {"full_name", p.name},
            {"sex", p.sex.empty() ? "" : said("pack.sex." + p.sex)},
            {"born_on", vn(p.born_on, p.born_on_as_written)},
            {"ethnicity", named("ethnic_groups", p2.ethnicity)},
            {"religion", named("religions", p2.religion)},
            {"home_place", p.home_place},
            {"education", education.empty() ? named("education_levels", p.education) : education},
            {"occupation", p.position.empty() ? p.occupation : p.position},
            {"union_joined_on", vn(p.union_joined_on, p.union_joined_on_as_written)},
            {"cell", unit.empty() || unit == cell ? cell : cell + ", " + unit},
            {"decision",
             said("pack.decision_of", {row.decision.number_text, vn(row.decision.decided_on, {})})},
            {"note", ""}};
    }

    documents::Paper extract(const campaign::Campaign& campaign) {
        auto fields = common(campaign);
        auto& v = fields.values;
        v["list_title"] = said("pack.extract_title");
        v["list_title_upper"] = text::upper(v["list_title"]);
        v["list_subject"] = campaign.plan.title;
        v["count"] = std::to_string(m_rows.size());
        auto& people = fields.lists["people"];
        for (const auto& row : m_rows) {
            people.push_back(extract_row(row, people.size() + 1));
        }
        return documents::fill(m_kit.desk.library, "extract_list", fields);
    }

    documents::Paper summary(Facts& facts) {
        auto fields = common(facts.campaign);
        fields.values["time_text"] = "";
        fields.values["venue"] = "";
        auto& figures = fields.lists["figures"];
        const auto add = [&](const char* key, std::int64_t value, const std::string& note = {}) {
            figures.push_back(
                {{"label", said(key)}, {"value", text::number_vn(value)}, {"note", note}});
        };
        if (facts.campaign.plan.target_count) {
            add("pack.figure.target", *facts.campaign.plan.target_count);
        }
        add("pack.figure.decisions", static_cast<std::int64_t>(m_rows.size()),
            m_rows.size() < 2 ? m_rows.front().decision.number_text
                              : said("pack.from_to", {m_rows.front().decision.number_text,
                                                      m_rows.back().decision.number_text}));
        if (facts.ceremony) {
            const auto& form = facts.ceremony->form;
            fields.values["time_text"] = form.starts_on ? form.starts_on->long_vn() : "";
            fields.values["venue"] = form.place;
            add("pack.figure.delegates", facts.ceremony->headcount);
            for (const auto& group : facts.ceremony->groups) {
                figures.push_back({{"label", said("ceremony.group." + json::text_of(group.group))},
                                   {"value", text::number_vn(group.expected)},
                                   {"note", said("pack.seated", {std::to_string(group.seated)})}});
            }
            add("pack.figure.chairs", facts.ceremony->capacity);
        }
        auto& warnings = fields.lists["warnings"];
        for (auto& text : warnings_of(facts)) {
            warnings.push_back({{"text", std::move(text)}});
        }
        facts.warning_count = static_cast<std::int64_t>(warnings.size());
        return documents::fill(m_kit.desk.library, "summary", fields);
    }

    std::vector<std::string> warnings_of(const Facts& facts) {
        std::vector<std::string> out;
        if (!facts.ceremony) {
            out.push_back(said("pack.warning.no_ceremony"));
        }
        std::int64_t not_received = 0;
        for (const auto& row : m_rows) {
            not_received += row.decision.received_on.empty() ? 1 : 0;
            if (auto late = late_ceremony(facts, row); !late.empty()) {
                out.push_back(std::move(late));
            }
        }
        if (not_received > 0) {
            out.push_back(said("pack.warning.not_received", {std::to_string(not_received)}));
        }
        return out;
    }

    // A cell must hold its ceremony in time; one hall for all may come too late for some.
    std::string late_ceremony(const Facts& facts, const Row& row) {
        if (!facts.ceremony || !facts.ceremony->form.starts_on ||
            !row.candidate.dossier.ceremony_on.empty()) {
            return {};
        }
        const auto day = *facts.ceremony->form.starts_on;
        for (const auto& clock :
             dossier::clocks(m_tx, m_kit.book, row.decision.dossier_id, m_ctx.clock.today())) {
            if (clock.rule == "ceremony.limit" && clock.due_on < day) {
                return said("pack.warning.late_ceremony",
                            {row.candidate.person.name, clock.due_on.vn(), day.vn()});
            }
        }
        return {};
    }

    // What is known only in part is printed as it was written.
    static std::string vn(const std::string& iso, const std::string& as_written) {
        const auto date = time::Date::parse_iso(iso);
        return date ? date->vn() : as_written.empty() ? iso : as_written;
    }

    db::Tx& m_tx;
    const Ctx& m_ctx;
    const PackKit& m_kit;
    std::vector<Row> m_rows;
    documents::Letterhead m_head;
};

}  // namespace

Facts read_facts(const Ctx& ctx, const PackKit& kit, const campaign::CampaignId& campaign) {
    return ctx.read([&](db::Tx& tx) { return Reader(tx, ctx, kit).read(campaign); });
}

}  // namespace ketnap::reports::pack
