// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/store.h"

#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/text/fold.h"
#include "platform/text/sort_key.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/queries.h"

#include <algorithm>

namespace ketnap::ceremony::store {
namespace {

using json::enum_of;
using json::text_of;

template <class T>
T stored_json(const std::string& text) {
    auto read = json::read<T>(text);
    KETNAP_CHECK(read.has_value());
    return std::move(*read);
}

CeremonyRow ceremony_of(const db::Row& r) {
    CeremonyRow row{r.text(0), r.big(1), r.big(2), {}};
    auto& form = row.form;
    form.campaign_id = r.text(3);
    form.event_kind = enum_of<EventKind>(r.text(4));
    form.title = r.text(5);
    form.host = r.text(6);
    form.place = r.text(7);
    if (const auto day = r.maybe_text(8)) {
        form.starts_on = *time::Date::parse_iso(*day);
    }
    form.starts_minute = r.maybe_big(9);
    form.hall_name = r.text(10);
    form.hall_rows = r.big(11);
    form.hall_seats = r.big(12);
    form.hall_aisles = stored_json<std::vector<std::int64_t>>(r.text(13));
    form.hall_blocked = stored_json<std::vector<Seat>>(r.text(14));
    form.note = r.text(15);
    return row;
}

std::optional<std::string> iso_of(const std::optional<time::Date>& day) {
    return day ? std::optional{day->iso()} : std::nullopt;
}

DelegateRow delegate_of(const db::Row& r) {
    DelegateRow row;
    row.id = r.text(0);
    row.ceremony_id = r.text(1);
    row.group = enum_of<Group>(r.text(2));
    row.state = enum_of<DelegateState>(r.text(3));
    row.person_id = r.maybe_text(4);
    row.helper_id = r.maybe_text(5);
    row.name = r.text(6);
    row.position = r.text(7);
    row.unit = r.text(8);
    row.rank = r.big(9);
    row.decision_number = r.text(10);
    row.note = r.text(11);
    row.ticket = r.big(12);
    if (!r.is_null(13)) {
        row.seat = Seat{static_cast<int>(r.big(13)), static_cast<int>(r.big(14))};
    }
    row.version = r.big(15);
    return row;
}

// The ceremony's id is a word of the text, so that one search stays within one ceremony.
std::string search_text(const CeremonyId& ceremony, std::string_view folded) {
    std::string word;
    std::copy_if(ceremony.value.begin(), ceremony.value.end(), std::back_inserter(word),
                 [](char c) { return c != '-'; });
    return word + " " + std::string{folded};
}

void put_search(db::Tx& tx, const DelegateRow& row) {
    tx.search_put("delegate", row.id,
                  search_text(CeremonyId{row.ceremony_id}, text::fold(row.name)));
}

ScanRow scan_of(const db::Row& r) {
    ScanRow row;
    row.scan.id = r.text(0);
    row.scan.delegate_id = r.maybe_text(1).value_or("");
    row.scan.kind = enum_of<gate::ScanKind>(r.text(2));
    row.scan.undoes = r.maybe_text(3).value_or("");
    row.fault = r.text(4);
    row.scan.device = r.text(5);
    row.scan.device_seq = r.big(6);
    row.scan.at = r.big(7);
    return row;
}

std::optional<std::string> maybe(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

std::optional<CeremonyRow> find(db::Tx& tx, const CeremonyId& id) {
    return tx.one(queries::ceremony_by_id, {id}, ceremony_of);
}

std::vector<CeremonyRow> all(db::Tx& tx, const std::string& campaign_id) {
    return tx.all(queries::ceremonies, {campaign_id}, ceremony_of);
}

void insert(db::Tx& tx, const CeremonyRow& row) {
    const auto& f = row.form;
    tx.run(queries::insert_ceremony,
           {row.id, row.number, row.version, f.campaign_id, text_of(f.event_kind), f.title, f.host,
            f.place, iso_of(f.starts_on), f.starts_minute, f.hall_name, f.hall_rows, f.hall_seats,
            json::write(f.hall_aisles), json::write(f.hall_blocked), f.note});
}

bool update(db::Tx& tx, const CeremonyRow& row) {
    const auto& f = row.form;
    return tx.run(queries::update_ceremony,
                  {row.id, row.version, text_of(f.event_kind), f.title, f.host, f.place,
                   iso_of(f.starts_on), f.starts_minute, f.hall_name, f.hall_rows, f.hall_seats,
                   json::write(f.hall_aisles), json::write(f.hall_blocked), f.note}) == 1;
}

std::vector<DelegateRow> delegates(db::Tx& tx, const CeremonyId& id) {
    auto rows = tx.all(queries::delegates, {id}, delegate_of);
    // The database orders groups by their words; people read them in the order of the list.
    std::vector<DelegateRow> out;
    out.reserve(rows.size());
    for (const auto group : {Group::guest, Group::new_member, Group::helper, Group::summoned,
                             Group::press, Group::service}) {
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
                     [&](const DelegateRow& row) { return row.group == group; });
    }
    return out;
}

std::optional<DelegateRow> find_delegate(db::Tx& tx, const CeremonyId& ceremony,
                                         const std::string& id) {
    return tx.one(queries::delegate_by_id, {ceremony, id}, delegate_of);
}

std::optional<DelegateRow> find_by_ticket(db::Tx& tx, const CeremonyId& ceremony,
                                          std::int64_t ticket) {
    return tx.one(queries::delegate_by_ticket, {ceremony, ticket}, delegate_of);
}

std::optional<DelegateRow> helped_by(db::Tx& tx, const CeremonyId& ceremony,
                                     const std::string& id) {
    return tx.one(queries::helped_by, {ceremony, id}, delegate_of);
}

std::vector<DelegateRow> find_by_words(db::Tx& tx, const CeremonyId& ceremony,
                                       const std::string& words) {
    const auto folded = text::fold(words);
    if (folded.empty()) {
        return {};
    }
    db::Filter filter;
    tx.search(filter, "delegate", "id", search_text(ceremony, folded));
    const auto sql = filter.sql(queries::found, queries::found_order);
    return tx.all(sql, filter.values(), delegate_of);
}

void insert_delegate(db::Tx& tx, const DelegateRow& row) {
    tx.run(queries::insert_delegate,
           {row.id, row.ceremony_id, text_of(row.group), text_of(row.state), row.person_id,
            row.helper_id, row.name, row.position, row.unit, row.rank, row.decision_number,
            row.note, row.ticket, text::fold(row.name), text::sort_key(row.name)});
    put_search(tx, row);
}

bool update_delegate(db::Tx& tx, const DelegateRow& row) {
    const auto changed =
        tx.run(queries::update_delegate,
               {row.id, row.version, text_of(row.group), text_of(row.state), row.person_id,
                row.helper_id, row.name, row.position, row.unit, row.rank, row.decision_number,
                row.note, text::fold(row.name), text::sort_key(row.name)});
    if (changed == 1) {
        put_search(tx, row);
    }
    return changed == 1;
}

std::int64_t last_rank(db::Tx& tx, const CeremonyId& ceremony, Group group) {
    return tx
        .one(queries::last_rank, {ceremony, text_of(group)},
             [](const db::Row& r) { return r.big(0); })
        .value_or(0);
}

void clear_seats(db::Tx& tx, const CeremonyId& ceremony) {
    tx.run(queries::clear_seats, {ceremony});
}

void set_seat(db::Tx& tx, const std::string& delegate_id, const std::optional<Seat>& seat) {
    if (seat) {
        tx.run(queries::set_seat, {delegate_id, seat->row, seat->number});
    } else {
        tx.run(queries::clear_seat, {delegate_id});
    }
}

bool insert_scan(db::Tx& tx, const CeremonyId& ceremony, const ScanRow& row) {
    const auto& scan = row.scan;
    return tx.run(queries::insert_scan,
                  {scan.id, ceremony, maybe(scan.delegate_id), text_of(scan.kind),
                   maybe(scan.undoes), row.way, row.fault, scan.device, scan.device_seq,
                   row.device_at, scan.at, row.received_at, row.account_id}) == 1;
}

std::optional<ScanRow> find_scan(db::Tx& tx, const CeremonyId& ceremony, const std::string& id) {
    return tx.one(queries::scan_by_id, {ceremony, id}, scan_of);
}

std::vector<ScanRow> scans(db::Tx& tx, const CeremonyId& ceremony) {
    return tx.all(queries::scans, {ceremony}, scan_of);
}

std::vector<ScanRow> scans_of_delegate(db::Tx& tx, const std::string& delegate_id) {
    return tx.all(queries::scans_of_delegate, {delegate_id}, scan_of);
}

std::vector<gate::Scan> valid(const std::vector<ScanRow>& rows) {
    std::vector<gate::Scan> out;
    for (const auto& row : rows) {
        if (row.fault.empty()) {
            out.push_back(row.scan);
        }
    }
    return out;
}

}  // namespace ketnap::ceremony::store
