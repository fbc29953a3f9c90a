// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/check_in.h"

#include "base/audit/trace.h"
#include "platform/crypto/vault.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/ceremony/gate/card.h"
#include "stage/ceremony/store.h"

#include <algorithm>
#include <cstdlib>

namespace ketnap::ceremony::gate {
namespace {

using auth::Action;

constexpr std::size_t most_scans = 500;
constexpr std::size_t longest_device = 60;
constexpr std::int64_t clock_tolerance_ms = 5LL * 60 * 1000;

/// Where the scans of one request go.
struct Desk {
    db::Tx& tx;
    const Ctx& ctx;
    CeremonyId ceremony;
    std::int64_t ceremony_number = 0;
    std::string device;
    std::int64_t offset = 0;  ///< what the server's clock is ahead of the desk's
};

struct Read {
    std::optional<store::DelegateRow> delegate;
    std::string way;
    std::string fault;
};

Read judged(Read read) {
    if (read.fault.empty() && !read.delegate) {
        read.fault = "card.unknown";
    } else if (read.fault.empty() && read.delegate->state == DelegateState::withdrawn) {
        read.fault = "card.withdrawn";
    }
    return read;
}

// Six digits are a short code, everything else must be a card.
Read read_input(const Desk& desk, const std::string& input) {
    const auto digits =
        std::count_if(input.begin(), input.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits <= 8) {
        const auto ticket = read_short_code(input);
        if (!ticket) {
            return {{}, "code", ticket.error().key};
        }
        return judged({store::find_by_ticket(desk.tx, desk.ceremony, *ticket), "code", {}});
    }
    const auto key = desk.ctx.vault.signing_key(desk.tx.tenant(), "ceremony");
    const auto card = read_card(key.public_key(), desk.tx.tenant(), input);
    if (!card) {
        return {{}, "card", card.error().key};
    }
    if (card->ceremony_number != desk.ceremony_number) {
        return {{}, "card", "card.other_ceremony"};
    }
    return judged({store::find_by_ticket(desk.tx, desk.ceremony, card->ticket), "card", {}});
}

Read read_scan(const Desk& desk, const ScanForm& form) {
    if (form.kind == ScanKind::undo) {
        const auto undone = store::find_scan(desk.tx, desk.ceremony, *form.undoes);
        if (!undone || undone->scan.delegate_id.empty()) {
            return {{}, "name", {}};
        }
        return {store::find_delegate(desk.tx, desk.ceremony, undone->scan.delegate_id), "name", {}};
    }
    if (form.delegate_id) {
        return judged(
            {store::find_delegate(desk.tx, desk.ceremony, *form.delegate_id), "name", {}});
    }
    return read_input(desk, form.input);
}

store::ScanRow row_of(const Desk& desk, const ScanForm& form, const Read& read) {
    const auto now = desk.ctx.clock.now().ms;
    store::ScanRow row;
    row.scan.id = form.id;
    row.scan.kind = form.kind;
    row.scan.undoes = form.undoes.value_or("");
    row.scan.delegate_id = read.delegate ? read.delegate->id : "";
    row.scan.device = desk.device;
    row.scan.device_seq = form.device_seq;
    row.scan.at = std::min(form.device_at + desk.offset, now);
    row.fault = read.fault;
    row.way = read.way;
    row.device_at = form.device_at;
    row.received_at = now;
    row.account_id = desk.ctx.actor.account_id;
    return row;
}

std::optional<Attendance> attendance_of(db::Tx& tx, const std::string& delegate_id) {
    const auto all = attendance(store::valid(store::scans_of_delegate(tx, delegate_id)));
    const auto own = all.find(delegate_id);
    return own == all.end() ? std::nullopt : std::optional{own->second};
}

DeskDelegate for_desk(db::Tx& tx, const CeremonyId& ceremony, const store::DelegateRow& row) {
    DeskDelegate out{.id = row.id,
                     .name = row.name,
                     .position = row.position,
                     .unit = row.unit,
                     .group = row.group,
                     .rank = row.rank,
                     .seat_label = row.seat ? seat_label(*row.seat) : "",
                     .seat = row.seat,
                     .beside_name = {},
                     .beside_seat = {},
                     .beside_arrived = {},
                     .arrived_at = {}};
    const auto own = attendance_of(tx, row.id);
    out.arrived_at = own ? std::optional{own->arrived_at} : std::nullopt;
    const auto beside = row.group == Group::helper ? store::helped_by(tx, ceremony, row.id)
                        : row.helper_id ? store::find_delegate(tx, ceremony, *row.helper_id)
                                        : std::nullopt;
    if (beside) {
        out.beside_name = beside->name;
        out.beside_seat = beside->seat ? seat_label(*beside->seat) : "";
        out.beside_arrived = attendance_of(tx, beside->id).has_value();
    }
    return out;
}

ScanAnswer answer_of(const Desk& desk, const store::ScanRow& row) {
    ScanAnswer out;
    out.id = row.scan.id;
    out.at = row.scan.at;
    out.clock_off = std::abs(desk.offset) > clock_tolerance_ms;
    if (!row.scan.delegate_id.empty()) {
        const auto delegate = store::find_delegate(desk.tx, desk.ceremony, row.scan.delegate_id);
        KETNAP_CHECK(delegate.has_value());
        out.delegate = for_desk(desk.tx, desk.ceremony, *delegate);
    }
    if (!row.fault.empty()) {
        out.reasons.push_back(field_finding(row.fault, "input"));
        return out;
    }
    if (row.scan.kind == ScanKind::undo) {
        out.verdict = Verdict::undone;
        return out;
    }
    const auto first = attendance_of(desk.tx, row.scan.delegate_id);
    if (!first) {
        out.verdict = Verdict::undone;  // sent again after it was taken back
        return out;
    }
    out.verdict = first->scan_id == row.scan.id ? Verdict::come_in : Verdict::already_in;
    out.first_at = first->arrived_at;
    out.first_device = first->device;
    return out;
}

void refuse_broken(const ScanBatch& batch) {
    Findings out;
    if (batch.device.empty() || text::length(batch.device) > longest_device) {
        out.push_back(field_finding("field.required", "device"));
    }
    if (batch.scans.size() > most_scans) {
        out.push_back(field_finding("field.too_many", "scans", {text::number_vn(most_scans)}));
    }
    for (std::size_t i = 0; i < batch.scans.size(); ++i) {
        const auto& scan = batch.scans[i];
        const auto at = "scans[" + std::to_string(i) + "].";
        if (!is_uuid(scan.id)) {
            out.push_back(field_finding("field.format", at + "id"));
        }
        if ((scan.kind == ScanKind::undo) != scan.undoes.has_value()) {
            out.push_back(field_finding("field.required", at + "undoes"));
        }
    }
    refuse_if(out);
}

ScanAnswer take(const Desk& desk, const ScanForm& form) {
    const auto row = row_of(desk, form, read_scan(desk, form));
    if (!store::insert_scan(desk.tx, desk.ceremony, row)) {
        const auto known = store::find_scan(desk.tx, desk.ceremony, form.id);
        if (!known) {
            throw Conflict{};  // the id is a scan of another ceremony
        }
        return answer_of(desk, *known);
    }
    const auto about = row.scan.delegate_id.empty() ? desk.ceremony.value : row.scan.delegate_id;
    audit::trace(desk.tx, desk.ctx, "scan.recorded",
                 row.scan.delegate_id.empty() ? "ceremony" : "delegate", about,
                 {{"kind", "", json::text_of(row.scan.kind)}, {"fault", "", row.fault}});
    return answer_of(desk, row);
}

}  // namespace

std::vector<ScanAnswer> check_in(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                                 const ScanBatch& batch) {
    refuse_broken(batch);
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::check_in, id);
        const auto ceremony = store::find(tx, id);
        const auto now = ctx.clock.now().ms;
        const Desk desk{tx,           ctx,
                        id,           ceremony->number,
                        batch.device, batch.device_now > 0 ? now - batch.device_now : 0};
        std::vector<ScanAnswer> out;
        for (const auto& scan : batch.scans) {
            out.push_back(take(desk, scan));
        }
        return out;
    });
}

std::vector<DeskDelegate> find_by_name(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                                       const std::string& words) {
    return ctx.read([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::check_in, id);
        std::vector<DeskDelegate> out;
        for (const auto& row : store::find_by_words(tx, id, words)) {
            out.push_back(for_desk(tx, id, row));
        }
        return out;
    });
}

Board board(db::Tx& tx, const CeremonyId& id, std::size_t latest) {
    const auto ceremony = get(tx, id);
    const auto scans = store::scans(tx, id);
    Board out;
    out.headcount = ceremony.headcount;
    out.groups = ceremony.groups;
    out.refused = std::count_if(scans.begin(), scans.end(),
                                [](const store::ScanRow& row) { return !row.fault.empty(); });
    const auto arrived = attendance(store::valid(scans));
    for (const auto& row : store::delegates(tx, id)) {
        const auto seen = arrived.find(row.id);
        if (seen == arrived.end()) {
            continue;
        }
        out.arrived += row.state == DelegateState::expected ? 1 : 0;
        out.repeats += seen->second.repeats > 0 ? 1 : 0;
        out.latest.push_back(Arrival{.delegate_id = row.id,
                                     .name = row.name,
                                     .unit = row.unit,
                                     .group = row.group,
                                     .seat_label = row.seat ? seat_label(*row.seat) : "",
                                     .device = seen->second.device,
                                     .at = seen->second.arrived_at});
    }
    std::sort(out.latest.begin(), out.latest.end(), [](const Arrival& a, const Arrival& b) {
        return a.at != b.at ? a.at > b.at : a.delegate_id > b.delegate_id;
    });
    if (out.latest.size() > latest) {
        out.latest.resize(latest);
    }
    return out;
}

Board board(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.read([&](db::Tx& tx) {
        const auto object = object_of(tx, id);
        auth::require_known(rights.can(ctx.actor, Action::ceremony_read, object) ||
                            rights.can(ctx.actor, Action::check_in, object));
        return board(tx, id);
    });
}

}  // namespace ketnap::ceremony::gate
