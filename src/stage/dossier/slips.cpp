// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/slips.h"

#include "base/documents/letterhead.h"
#include "base/exchange/source.h"
#include "base/rules/checklist.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using Values = std::map<std::string, std::string>;

const documents::Library& library_of(const Book& book) {
    KETNAP_CHECK(book.papers != nullptr);
    return *book.papers;
}

/// "4-KNĐ Nghị quyết đoàn", by the checklist of the day; the form itself when it has none.
std::string title_of(const Book& book, const std::string& form, const std::string& on) {
    const auto day = time::Date::parse_iso(on);
    if (form.empty() || !day) {
        return {};
    }
    const auto* found = book.basis.checklists.on(*day).find(form);
    if (found == nullptr) {
        return form;
    }
    return found->number.empty() ? found->title : found->number + " " + found->title;
}

void put_candidate(db::Tx& tx, const Dossier& dossier, Values& values) {
    const auto person = people::get(tx, dossier.person_id);
    values["code"] = dossier.code;
    values["full_name"] = person.name;
    values["born_on"] =
        person.born_on_as_written.empty() ? person.born_on : vn_day(person.born_on_as_written);
    values["cell"] = org::get(tx, dossier.org_id).name;
}

std::string addressee_of(db::Tx& tx, const Dossier& dossier) {
    const auto cell = org::get(tx, dossier.org_id);
    const auto unit = org::unit_of(tx, cell);
    return unit && unit->id != cell.id ? cell.name + ", " + unit->name : cell.name;
}

std::string last_answer(const ReturnItem& item) {
    if (!item.answers.empty()) {
        return item.answers.back().text;
    }
    return vn_day(item.fixed_on);
}

std::string first_date(const PaperRow& paper) {
    return paper.dates.empty() ? std::string{} : paper.dates.begin()->second;
}

}  // namespace

std::string vn_day(const std::string& iso) {
    const auto day = time::Date::parse_iso(iso);
    return day ? day->vn() : iso;
}

void put_office(db::Tx& tx, Values& values) {
    const auto root = org::root(tx);
    KETNAP_CHECK(root.has_value());
    const auto head = documents::letterhead(tx, root->id);
    values["superior"] = head.superior;
    values["issuer"] = head.issuer;
    values["place"] = head.place;
    values["layout"] = head.layout;
}

documents::Paper return_slip(db::Tx& tx, const Book& book, const Dossier& dossier,
                             std::int64_t round_no) {
    const auto rounds = store::rounds(tx, dossier.id);
    const auto round = std::find_if(rounds.begin(), rounds.end(), [&](const ReturnRound& one) {
        return one.round_no == round_no;
    });
    if (round == rounds.end()) {
        throw NotFound{};
    }
    documents::Fields fields;
    auto& v = fields.values;
    put_office(tx, v);
    put_candidate(tx, dossier, v);
    v["round_no"] = std::to_string(round_no);
    v["returned_on"] = round->returned_on;
    v["due_on"] = vn_day(round->due_on);
    v["addressee"] = addressee_of(tx, dossier);
    v["message"] = round->message;
    const auto desk = store::desk(tx, dossier.id);
    v["appraiser"] = desk ? desk->name : "";
    auto& items = fields.lists["items"];
    for (const ReturnItem& item : round->items) {
        items.push_back({{"order", std::to_string(items.size() + 1)},
                         {"paper", title_of(book, item.paper, round->returned_on)},
                         {"text", item.text},
                         {"answer", last_answer(item)}});
    }
    return documents::fill(library_of(book), "return_slip", fields);
}

documents::Paper receipt_slip(db::Tx& tx, const Book& book, const Dossier& dossier,
                              const std::string& receipt_id) {
    const auto receipts = store::receipts(tx, dossier.id);
    const auto receipt = std::find_if(receipts.begin(), receipts.end(),
                                      [&](const Receipt& one) { return one.id == receipt_id; });
    if (receipt == receipts.end()) {
        throw NotFound{};
    }
    documents::Fields fields;
    auto& v = fields.values;
    put_office(tx, v);
    put_candidate(tx, dossier, v);
    v["number"] = std::to_string(receipt->number);
    v["year"] = std::to_string(receipt->year);
    v["round_no"] = receipt->round_no == 0 ? "" : std::to_string(receipt->round_no);
    v["received_on"] = receipt->received_on;
    v["received_by"] = receipt->received_by;
    v["from_name"] = receipt->from_name;
    v["paper_count"] = std::to_string(receipt->paper_count);
    v["deadline"] = receipt->deadline_as_written;
    v["late"] = receipt->late ? "1" : "";
    v["struck_on"] = vn_day(receipt->struck_on);
    v["struck_reason"] = receipt->struck_reason;
    auto& papers = fields.lists["papers"];
    for (const PaperRow& paper : store::papers(tx, dossier.id)) {
        if (paper.received) {
            papers.push_back({{"order", std::to_string(papers.size() + 1)},
                              {"title", title_of(book, paper.form, receipt->received_on)},
                              {"number", paper.number},
                              {"dated", first_date(paper)}});
        }
    }
    return documents::fill(library_of(book), "receipt_slip", fields);
}

namespace {

std::string note_of(const RegisterLine& line, const std::map<std::string, std::string>& words) {
    std::string note = line.round_no == 0 ? std::string{}
                                          : words.at("again") + " " + std::to_string(line.round_no);
    const auto add = [&](const std::string& text) { note += (note.empty() ? "" : "; ") + text; };
    if (line.late) {
        add(words.at("late"));
    }
    if (!line.struck_on.empty()) {
        add(words.at("struck") + " " + vn_day(line.struck_on) + ": " + line.struck_reason);
    }
    return note;
}

Values line_values(const RegisterLine& line, const std::map<std::string, std::string>& words) {
    return {{"number", std::to_string(line.number) + "/" + std::to_string(line.year)},
            {"received_on", vn_day(line.received_on)},
            {"code", line.code},
            {"full_name", line.person_name},
            {"cell", line.org_name},
            {"from_name", line.from_name},
            {"received_by", line.received_by},
            {"paper_count", std::to_string(line.paper_count)},
            {"note", note_of(line, words)}};
}

}  // namespace

documents::Paper register_paper(db::Tx& tx, const Ctx& ctx, const Book& book,
                                const auth::Scope& reach, RegisterQuery query) {
    constexpr std::int64_t longest = 500;
    documents::Fields fields;
    auto& lines = fields.lists["lines"];
    std::int64_t late = 0;
    query.limit = longest;
    query.cursor.reset();
    do {
        auto page = register_page(tx, reach, query);
        for (const RegisterLine& line : page.lines) {
            late += line.late && line.struck_on.empty() ? 1 : 0;
            lines.push_back(line_values(line, book.states.words()));
        }
        query.cursor = page.next;
    } while (!query.cursor->empty());
    std::reverse(lines.begin(), lines.end());
    auto& v = fields.values;
    put_office(tx, v);
    v["dated"] = ctx.clock.today().iso();
    v["year"] = query.year ? std::to_string(*query.year) : "";
    v["count"] = std::to_string(lines.size());
    v["late_count"] = std::to_string(late);
    return documents::fill(library_of(book), "dossier_register", fields);
}

std::string xlsx_of(const documents::Paper& paper) {
    const exchange::MemoryFile file;
    documents::to_xlsx(paper, file.path());
    return file.bytes();
}

}  // namespace ketnap::dossier
