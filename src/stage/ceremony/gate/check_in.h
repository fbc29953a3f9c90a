// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/gate/attendance.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony::gate {

/// One scan of a desk: what was read or typed (a card or a short code), or the delegate chosen by
/// name. `id` is the desk's own UUID: sent again, it is the same scan and gets the same answer.
struct ScanForm {
    std::string id;
    ScanKind kind = ScanKind::in;
    std::string input;
    std::optional<std::string> delegate_id;
    std::optional<std::string> undoes;
    std::int64_t device_seq = 0;
    std::int64_t device_at = 0;
};
BOOST_DESCRIBE_STRUCT(ScanForm, (), (id, kind, input, delegate_id, undoes, device_seq, device_at))

struct ScanBatch {
    std::string device;           ///< "Cổng 2"
    std::int64_t device_now = 0;  ///< the desk's clock while it sends: corrects device_at
    std::vector<ScanForm> scans;
};
BOOST_DESCRIBE_STRUCT(ScanBatch, (), (device, device_now, scans))

enum class Verdict { come_in, already_in, refused, undone };
BOOST_DESCRIBE_ENUM(Verdict, come_in, already_in, refused, undone)

/// What a desk may see of a delegate.
struct DeskDelegate {
    std::string id;
    std::string name;
    std::string position;
    std::string unit;
    Group group = Group::guest;
    std::int64_t rank = 0;
    std::string seat_label;
    std::optional<Seat> seat;
    std::string beside_name;  ///< helper, or the new member helped
    std::string beside_seat;
    std::optional<bool> beside_arrived;
    std::optional<std::int64_t> arrived_at;
};
BOOST_DESCRIBE_STRUCT(DeskDelegate, (),
                      (id, name, position, unit, group, rank, seat_label, seat, beside_name,
                       beside_seat, beside_arrived, arrived_at))

struct ScanAnswer {
    std::string id;
    Verdict verdict = Verdict::refused;
    Findings reasons;  ///< of a refusal
    std::optional<DeskDelegate> delegate;
    std::int64_t at = 0;  ///< of this scan
    std::optional<std::int64_t> first_at;
    std::string first_device;
    bool clock_off = false;  ///< the desk's clock is more than five minutes wrong
};
BOOST_DESCRIBE_STRUCT(ScanAnswer, (),
                      (id, verdict, reasons, delegate, at, first_at, first_device, clock_off))

struct Arrival {
    std::string delegate_id;
    std::string name;
    std::string unit;
    Group group = Group::guest;
    std::string seat_label;
    std::string device;
    std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Arrival, (), (delegate_id, name, unit, group, seat_label, device, at))

struct Board {
    std::int64_t headcount = 0;
    std::int64_t arrived = 0;
    std::int64_t repeats = 0;
    std::int64_t refused = 0;
    std::vector<GroupCount> groups;
    std::vector<Arrival> latest;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(Board, (), (headcount, arrived, repeats, refused, groups, latest))

/// Stores the scans and says of each what the desk shows. Needs Action::check_in. A card that is
/// not ours or withdrawn is stored with its fault and refused; nothing is an error.
std::vector<ScanAnswer> check_in(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                                 const ScanBatch& batch);

/// Words of the name without dấu; at most 20.
std::vector<DeskDelegate> find_by_name(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                                       const std::string& words);

/// For screens that ask every few seconds.
Board board(const Ctx& ctx, const Rights& rights, const CeremonyId& id);
Board board(db::Tx& tx, const CeremonyId& id, std::size_t latest = 12);

}  // namespace ketnap::ceremony::gate
