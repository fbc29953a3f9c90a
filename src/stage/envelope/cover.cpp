// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/cover.h"

#include "base/documents/documents.h"
#include "base/people/people.h"
#include "platform/json/enum_text.h"
#include "platform/qr/qr.h"
#include "stage/envelope/inside.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::envelope {
namespace {

constexpr std::string_view cover_head = "ketnap:1:";
constexpr std::size_t tag_size = 8;
constexpr std::size_t most_sheets = 300;

std::string tag_of(const Ctx& ctx, const CoverMark& mark) {
    const auto code =
        ctx.vault.coded(ctx.actor.tenant, fmt::format("cover|{}|{}", mark.code, mark.form));
    return crypto::hex(code.data(), code.size()).substr(0, tag_size);
}

std::vector<const rules::Form*> forms_of(const Work& work, const dossier::Dossier& of,
                                         const std::vector<std::string>& wanted) {
    const auto& list = work.desk.book.basis.checklists.on(work.ctx.clock.today());
    std::vector<std::string> conditions{json::text_of(of.candidate_type)};
    if (of.section_committee) {
        conditions.emplace_back("section_committee");
    }
    if (wanted.empty()) {
        return list.asked(conditions);
    }
    std::vector<const rules::Form*> out;
    for (const auto& form : wanted) {
        inside::require_form(work, form);
        if (const auto* found = list.find(form)) {
            out.push_back(found);
        }
    }
    return out;
}

documents::Squares squares_of(const std::string& text, const std::string& caption) {
    const auto rows = qr::modules(text);
    documents::Squares out;
    out.side = static_cast<int>(rows.size());
    for (const auto& row : rows) {
        out.black.insert(out.black.end(), row.begin(), row.end());
    }
    out.caption = caption;
    return out;
}

documents::Paper sheet(const Work& work, const dossier::Dossier& of, const std::string& name,
                       const rules::Form& form) {
    documents::Fields fields;
    fields.values = {{"code", of.code},
                     {"name", name},
                     {"form_number", form.number},
                     {"form_title", form.title}};
    fields.squares["cover"] =
        squares_of(cover_text(work.ctx, {of.code, form.form}),
                   form.number.empty() ? of.code : of.code + "  " + form.number);
    return documents::fill(work.desk.library, "scan_cover", fields);
}

}  // namespace

std::string cover_text(const Ctx& ctx, const CoverMark& mark) {
    return fmt::format("{}{}:{}:{}", cover_head, mark.code, mark.form, tag_of(ctx, mark));
}

std::optional<CoverMark> read_cover(const Ctx& ctx, std::string_view text) {
    if (!text.starts_with(cover_head)) {
        return std::nullopt;
    }
    text.remove_prefix(cover_head.size());
    const auto first = text.find(':');
    const auto second = text.find(':', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const CoverMark mark{std::string{text.substr(0, first)},
                         std::string{text.substr(first + 1, second - first - 1)}};
    return crypto::same(text.substr(second + 1), tag_of(ctx, mark)) ? std::optional{mark}
                                                                    : std::nullopt;
}

std::string covers_pdf(const Work& work, const std::vector<std::string>& dossiers,
                       const std::vector<std::string>& forms) {
    if (dossiers.empty()) {
        refuse("field.required", "dossiers");
    }
    std::vector<documents::Paper> sheets;
    work.ctx.read([&](db::Tx& tx) {
        sheets.clear();
        for (const auto& id : dossiers) {
            const auto of = inside::known(tx, work, DossierId{id});
            const auto name = people::get(tx, of.person_id).name;
            for (const auto* form : forms_of(work, of, forms)) {
                sheets.push_back(sheet(work, of, name, *form));
            }
        }
    });
    if (sheets.size() > most_sheets) {
        refuse("scan.too_many_covers", "dossiers", {std::to_string(most_sheets)});
    }
    if (sheets.empty()) {
        refuse("field.required", "forms");
    }
    return documents::to_pdf(work.desk.library, sheets);
}

}  // namespace ketnap::envelope
