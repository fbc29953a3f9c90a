// SPDX-License-Identifier: Apache-2.0
#include "base/people/alike.h"

#include "platform/text/fold.h"

#include <algorithm>

namespace ketnap::people {
namespace {

constexpr std::int64_t proposed_from = 65;
constexpr std::size_t shortest_name = 6;  // in shorter ones a letter is half a name

void add(Likeness& out, std::int64_t weight, const char* reason) {
    out.score += weight;
    out.reasons.emplace_back(reason);
}

bool name_part(const Sketch& a, const Sketch& b, Likeness& out) {
    if (text::match_key(a.name) == text::match_key(b.name)) {
        add(out, 50, "name_same");
        return true;
    }
    const auto first = text::fold(a.name);
    const auto second = text::fold(b.name);
    const auto first_key = name_key(a.name);
    const auto second_key = name_key(b.name);
    if (first == second) {
        add(out, 40, "name_tone");
    } else if (first_key == second_key) {
        add(out, 40, "name_i_y");
    } else if (std::min(first.size(), second.size()) >= shortest_name &&
               one_letter_off(first_key, second_key)) {
        add(out, 30, "name_letter");
    } else {
        return false;
    }
    return true;
}

// Incomplete dates agree when the shorter is the beginning of the longer.
bool born_part(const Sketch& a, const Sketch& b, Likeness& out) {
    const auto& shorter = a.born_on.size() < b.born_on.size() ? a.born_on : b.born_on;
    const auto& longer = a.born_on.size() < b.born_on.size() ? b.born_on : a.born_on;
    if (!longer.starts_with(shorter)) {
        return false;
    }
    if (shorter.size() == whole_day) {
        add(out, 40, "born_same");
    } else if (!shorter.empty()) {
        add(out, 20, "born_part");
    } else {
        add(out, 5, "born_missing");
    }
    return true;
}

}  // namespace

Sketch sketch_of(const Person& p) {
    return {p.id,         p.name,         p.born_on,  p.sex,           p.phone,
            p.home_place, p.org_id.value, p.org_path, p.union_org_path};
}

std::string name_key(std::string_view name) {
    auto out = text::fold(name);
    std::replace(out.begin(), out.end(), 'y', 'i');
    return out;
}

std::string phone_key(std::string_view phone) {
    std::string out;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(out),
                 [](char c) { return c != ' ' && c != '.' && c != '-'; });
    return out;
}

bool one_letter_off(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) {
        std::swap(a, b);
    }
    if (a.size() > b.size() + 1) {
        return false;
    }
    const auto [in_a, in_b] = std::mismatch(b.begin(), b.end(), a.begin());
    const auto at = static_cast<std::size_t>(in_a - b.begin());
    if (at == b.size()) {
        return true;
    }
    if (a.size() > b.size()) {
        return a.substr(at + 1) == b.substr(at);
    }
    const bool changed_over = at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
                              a.substr(at + 2) == b.substr(at + 2);
    return changed_over || a.substr(at + 1) == b.substr(at + 1);
}

std::optional<Likeness> likeness(const Sketch& a, const Sketch& b) {
    Likeness out;
    const bool sexes = !a.sex.empty() && !b.sex.empty() && a.sex != b.sex;
    if (sexes || !name_part(a, b, out) || !born_part(a, b, out)) {
        return std::nullopt;
    }
    const auto phone = phone_key(a.phone);
    if (phone.size() >= 8 && phone == phone_key(b.phone)) {
        add(out, 25, "phone_same");
    }
    const auto home = text::fold(a.home_place);
    if (!home.empty() && home == text::fold(b.home_place)) {
        add(out, 10, "home_same");
    }
    if (!a.org_id.empty() && a.org_id == b.org_id) {
        add(out, 10, "unit_same");
    }
    if (out.score < proposed_from) {
        return std::nullopt;
    }
    out.score = std::min<std::int64_t>(out.score, 100);
    return out;
}

}  // namespace ketnap::people
