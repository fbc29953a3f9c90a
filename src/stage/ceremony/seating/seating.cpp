// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/seating/seating.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace ketnap::ceremony {

std::string row_label(int row) {
    constexpr std::string_view letters = "ABCDEGHIKLMNOPQRSTUVXY";
    constexpr int count = static_cast<int>(letters.size());
    const auto at = static_cast<std::size_t>((row - 1) % count);
    const std::string last{letters[at]};
    return row <= count ? last : row_label((row - 1) / count) + last;
}

std::string seat_label(const Seat& seat) {
    return row_label(seat.row) + "-" + std::to_string(seat.number);
}

}  // namespace ketnap::ceremony

namespace ketnap::ceremony::seating {
namespace {

using Cluster = std::vector<std::string>;

bool next_to(const Hall& hall, const Seat& left, const Seat& right) {
    const auto& aisles = hall.aisles_after;
    return left.row == right.row && left.number + 1 == right.number &&
           std::find(aisles.begin(), aisles.end(), left.number) == aisles.end();
}

/// The chairs that are still free, and who sits where.
class Room {
  public:
    explicit Room(const Hall& hall) : m_hall(&hall) {
        for (int row = 1; row <= hall.rows; ++row) {
            for (int number = 1; number <= hall.seats_per_row; ++number) {
                if (!hall.blocked.contains({row, number})) {
                    m_free.insert({row, number});
                }
            }
        }
    }

    bool full() const { return m_free.empty(); }
    void take(const Seat& seat, const std::string& id, Plan& plan) {
        m_free.erase(seat);
        plan.seats.emplace(id, seat);
    }

    /// From the front, in each row from the middle outwards: 5 3 1 2 4.
    std::optional<Seat> next_from_middle() const {
        if (m_free.empty()) {
            return {};
        }
        const int row = m_free.begin()->row;
        const auto middle = (m_hall->seats_per_row + 1) / 2;
        std::optional<Seat> best;
        for (auto it = m_free.begin(); it != m_free.end() && it->row == row; ++it) {
            if (!best || std::abs(it->number - middle) < std::abs(best->number - middle)) {
                best = *it;
            }
        }
        return best;
    }

    std::optional<Seat> next_from(int row) const {
        const auto it = m_free.lower_bound({row, 0});
        return it == m_free.end() ? std::nullopt : std::optional{*it};
    }

    /// The first `size` chairs side by side from `row` on, no aisle between.
    std::optional<Seat> run_from(int row, std::size_t size) const {
        std::size_t length = 0;
        std::optional<Seat> before;
        for (auto it = m_free.lower_bound({row, 0}); it != m_free.end(); ++it) {
            length = before && next_to(*m_hall, *before, *it) ? length + 1 : 1;
            if (length == size) {
                return Seat{it->row, it->number - static_cast<int>(size) + 1};
            }
            before = *it;
        }
        return {};
    }

  private:
    const Hall* m_hall;
    std::set<Seat> m_free;
};

/// A new member with the helper; a helper of several sits between the first two of them.
std::vector<Cluster> clusters_of(const std::vector<Sitter>& sitters) {
    std::set<std::string> helpers;
    for (const auto& sitter : sitters) {
        if (sitter.group == Group::helper) {
            helpers.insert(sitter.id);
        }
    }
    std::vector<Cluster> out;
    std::map<std::string, std::size_t> cluster_of_helper;
    for (const auto& sitter : sitters) {
        if (sitter.group != Group::new_member) {
            continue;
        }
        const auto known = cluster_of_helper.find(sitter.helper_id);
        if (known != cluster_of_helper.end() && out[known->second].size() == 2) {
            out[known->second].push_back(sitter.id);
        } else if (known == cluster_of_helper.end() && helpers.contains(sitter.helper_id)) {
            cluster_of_helper[sitter.helper_id] = out.size();
            out.push_back({sitter.id, sitter.helper_id});
        } else {
            out.push_back({sitter.id});
        }
    }
    for (const auto& sitter : sitters) {
        if (sitter.group == Group::helper && !cluster_of_helper.contains(sitter.id)) {
            out.push_back({sitter.id});
        }
    }
    return out;
}

void take_run(Room& room, const Seat& first, const Cluster& cluster, Plan& plan) {
    auto seat = first;
    for (const auto& id : cluster) {
        room.take(seat, id, plan);
        ++seat.number;
    }
}

// In order from `row`; what finds no chairs side by side comes back.
std::vector<Cluster> seat_in_order(Room& room, int row, const std::vector<Cluster>& clusters,
                                   Plan& plan) {
    std::vector<Cluster> left;
    for (const auto& cluster : clusters) {
        if (const auto first = room.run_from(row, cluster.size())) {
            take_run(room, *first, cluster, plan);
        } else {
            left.push_back(cluster);
        }
    }
    return left;
}

// The wide ones first, anywhere; what does not fit is taken apart, a trio into a pair and one.
void seat_anywhere(Room& room, std::vector<Cluster> clusters, Plan& plan) {
    for (std::size_t size = 3; size > 0; --size) {
        std::vector<Cluster> smaller;
        for (auto& cluster : clusters) {
            if (cluster.size() < size) {
                smaller.push_back(std::move(cluster));
            } else if (const auto first = room.run_from(1, size)) {
                take_run(room, *first, cluster, plan);
            } else if (size == 1) {
                plan.standing.push_back(cluster.front());
            } else {
                smaller.emplace_back(cluster.begin(), cluster.end() - 1);
                smaller.push_back({cluster.back()});
            }
        }
        clusters = std::move(smaller);
    }
}

int seat_guests(Room& room, const std::vector<Sitter>& sitters, Plan& plan) {
    int last_row = 0;
    for (const auto& sitter : sitters) {
        if (sitter.group != Group::guest) {
            continue;
        }
        if (const auto seat = room.next_from_middle()) {
            room.take(*seat, sitter.id, plan);
            last_row = seat->row;
        } else {
            plan.standing.push_back(sitter.id);
        }
    }
    return last_row;
}

void seat_others(Room& room, const std::vector<Sitter>& sitters, Group group, Plan& plan) {
    for (const auto& sitter : sitters) {
        if (sitter.group != group) {
            continue;
        }
        if (const auto seat = room.next_from(1)) {
            room.take(*seat, sitter.id, plan);
        } else {
            plan.standing.push_back(sitter.id);
        }
    }
}

void find_parted(const Hall& hall, const std::vector<Sitter>& sitters, Plan& plan) {
    for (const auto& sitter : sitters) {
        const auto helper = plan.seats.find(sitter.helper_id);
        const auto own = plan.seats.find(sitter.id);
        if (sitter.group == Group::new_member && helper != plan.seats.end() &&
            own != plan.seats.end() && !side_by_side(hall, own->second, helper->second)) {
            plan.apart.push_back(sitter.id);
        }
    }
}

}  // namespace

bool side_by_side(const Hall& hall, const Seat& a, const Seat& b) {
    return next_to(hall, a, b) || next_to(hall, b, a);
}

Plan seat(const Hall& hall, const std::vector<Sitter>& sitters) {
    Plan plan;
    Room room{hall};
    const auto clusters = clusters_of(sitters);
    const int guest_rows = seat_guests(room, sitters, plan);
    // Singles last: they may take the odd chair that a pair has left.
    std::vector<Cluster> together;
    std::vector<Cluster> alone;
    for (const auto& cluster : clusters) {
        (cluster.size() > 1 ? together : alone).push_back(cluster);
    }
    const Room before = room;
    const Plan guests = plan;
    auto left = seat_in_order(room, guest_rows + 1, together, plan);
    if (!left.empty()) {
        // Behind the guests there is not room enough: start again with every chair that is free.
        room = before;
        plan = guests;
        seat_anywhere(room, together, plan);
    }
    seat_anywhere(room, seat_in_order(room, guest_rows + 1, alone, plan), plan);
    for (const auto group : {Group::summoned, Group::press, Group::service}) {
        seat_others(room, sitters, group, plan);
    }
    find_parted(hall, sitters, plan);
    return plan;
}

}  // namespace ketnap::ceremony::seating
