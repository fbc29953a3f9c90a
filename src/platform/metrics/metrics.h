// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace ketnap::metrics {

/// How many durations fell at or below each bound. Any thread adds; nobody waits.
class Durations {
  public:
    static constexpr std::array<std::int64_t, 13> bounds_us{
        500,     1'000,   2'500,   5'000,     10'000,    25'000,    50'000,
        100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};

    struct Seen {
        std::array<std::int64_t, bounds_us.size() + 1> counts{};  ///< the last: longer than all
        std::int64_t sum_us = 0;
    };

    void add(std::int64_t microseconds);
    Seen seen() const;

  private:
    std::array<std::atomic<std::int64_t>, bounds_us.size() + 1> m_counts{};
    std::atomic<std::int64_t> m_sum_us{0};
};

using Label = std::pair<std::string_view, std::string_view>;
using Labels = std::initializer_list<Label>;

/// A page of the text format: a family, then its samples.
class Text {
  public:
    enum class Kind { counter, gauge, histogram };

    /// The samples that follow are this one's.
    void family(std::string_view name, Kind kind, std::string_view help);
    void sample(Labels labels, double value);
    void durations(Labels labels, const Durations::Seen& seen);
    const std::string& page() const { return m_out; }

  private:
    void line(std::string_view suffix, Labels labels, Label last, double value);

    std::string m_out;
    std::string m_name;
};

}  // namespace ketnap::metrics
