// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/units.h"

#include "base/org/org.h"
#include "platform/text/fold.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace ketnap::exchange {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array short_forms{Pair{"cb", "chi bo"},
                                 Pair{"db", "dang bo"},
                                 Pair{"du", "dang uy"},
                                 Pair{"cd", "chi doan"},
                                 Pair{"dcs", "doan co so"},
                                 Pair{"dbcs", "dang bo co so"},
                                 Pair{"cbcs", "chi bo co so"},
                                 Pair{"i", "1"},
                                 Pair{"ii", "2"},
                                 Pair{"iii", "3"},
                                 Pair{"iv", "4"},
                                 Pair{"vi", "6"},
                                 Pair{"vii", "7"},
                                 Pair{"viii", "8"},
                                 Pair{"ix", "9"}};

std::string_view written_out(std::string_view word) {
    for (const auto& [brief, full] : short_forms) {
        if (word == brief) {
            return full;
        }
    }
    return word;
}

// Letters to change, drop or add; stops counting at `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) {
        return limit + 1;
    }
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string unit_key(std::string_view text) {
    const auto folded = text::fold(text);
    std::string out;
    for (std::string_view rest = folded; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        out += out.empty() ? "" : " ";
        out += written_out(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

std::string_view without_kind(std::string_view key) {
    for (const std::string_view kind : {"chi bo co so ", "chi bo ", "dang bo co so ", "dang bo ",
                                        "dang uy ", "chi doan ", "doan co so ", "doan truong "}) {
        if (key.starts_with(kind)) {
            return key.substr(kind.size());
        }
    }
    return key;
}

Units::Units(std::vector<org::Org> bodies) : m_bodies(std::move(bodies)) {
    for (std::size_t i = 0; i < m_bodies.size(); ++i) {
        m_by_id[m_bodies[i].id.value] = i;
    }
    for (std::size_t i = 0; i < m_bodies.size(); ++i) {
        const auto& body = m_bodies[i];
        const auto whole = unit_key(body.name);
        const std::string stem{without_kind(whole)};
        index(whole, i);
        index(stem, i);
        index(unit_key(body.short_name), i);
        index(unit_key(body.code), i);
        if (const auto* parent = by_id(body.parent_id.value)) {
            index(unit_key(body.name + " " + parent->name), i);
        }
    }
}

void Units::index(const std::string& key, std::size_t body) {
    auto& bodies = m_by_key[key];
    if (!key.empty() && (bodies.empty() || bodies.back() != body)) {
        bodies.push_back(body);
    }
}

const org::Org* Units::by_id(std::string_view id) const {
    const auto found = m_by_id.find(id);
    return found == m_by_id.end() ? nullptr : &m_bodies[found->second];
}

Units::Found Units::find(std::string_view text, org::System wanted) {
    const auto key = unit_key(text);
    const auto asked_key = key + (wanted == org::System::party ? "" : "|union");
    const auto asked = m_asked.find(asked_key);
    if (asked != m_asked.end()) {
        return asked->second;
    }
    return m_asked[asked_key] = looked_up(key, wanted);
}

Units::Found Units::looked_up(const std::string& key, org::System wanted) const {
    Found found;
    const auto known = m_by_key.find(key);
    if (known == m_by_key.end() || known->second.empty()) {
        found.nearest = nearest(key);
        return found;
    }
    std::vector<const org::Org*> of_system;
    for (const auto index : known->second) {
        if (m_bodies[index].system == wanted) {
            of_system.push_back(&m_bodies[index]);
        }
    }
    if (known->second.size() == 1) {
        found.body = &m_bodies[known->second.front()];
    } else if (of_system.size() == 1) {
        found.body = of_system.front();
    } else {
        found.several = true;
    }
    return found;
}

// Near enough is a third of the letters: further away a suggestion misleads.
const org::Org* Units::nearest(const std::string& key) const {
    auto limit = key.size() / 3;
    const org::Org* best = nullptr;
    for (const auto& [other, bodies] : m_by_key) {
        if (bodies.empty() || limit == 0) {
            continue;
        }
        const auto steps = distance(key, other, limit);
        if (steps <= limit) {
            best = &m_bodies[bodies.front()];
            limit = steps - 1;
        }
    }
    return best;
}

}  // namespace ketnap::exchange
