// SPDX-License-Identifier: Apache-2.0
#include "platform/metrics/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::metrics {
namespace {

constexpr double us_in_second = 1e6;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c == '\\' || c == '"' ? std::string{'\\', c} : std::string{c};
        }
    }
    return out;
}

std::string_view word(Text::Kind kind) {
    switch (kind) {
        case Text::Kind::counter:
            return "counter";
        case Text::Kind::gauge:
            return "gauge";
        default:
            return "histogram";
    }
}

}  // namespace

void Durations::add(std::int64_t microseconds) {
    const auto* const bound = std::lower_bound(bounds_us.begin(), bounds_us.end(), microseconds);
    m_counts[static_cast<std::size_t>(bound - bounds_us.begin())].fetch_add(
        1, std::memory_order_relaxed);
    m_sum_us.fetch_add(microseconds, std::memory_order_relaxed);
}

Durations::Seen Durations::seen() const {
    Seen out;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        out.counts[i] = m_counts[i].load(std::memory_order_relaxed);
    }
    out.sum_us = m_sum_us.load(std::memory_order_relaxed);
    return out;
}

void Text::family(std::string_view name, Kind kind, std::string_view help) {
    m_name = name;
    m_out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, word(kind));
}

void Text::sample(Labels labels, double value) {
    line({}, labels, {}, value);
}

void Text::durations(Labels labels, const Durations::Seen& seen) {
    std::int64_t below = 0;
    for (std::size_t i = 0; i < Durations::bounds_us.size(); ++i) {
        below += seen.counts[i];
        const auto bound =
            fmt::format("{}", static_cast<double>(Durations::bounds_us[i]) / us_in_second);
        line("_bucket", labels, {"le", bound}, static_cast<double>(below));
    }
    const auto all = static_cast<double>(below + seen.counts.back());
    line("_bucket", labels, {"le", "+Inf"}, all);
    line("_sum", labels, {}, static_cast<double>(seen.sum_us) / us_in_second);
    line("_count", labels, {}, all);
}

void Text::line(std::string_view suffix, Labels labels, Label last, double value) {
    m_out += m_name;
    m_out += suffix;
    char before = '{';
    const auto add = [&](const Label& label) {
        m_out += fmt::format("{}{}=\"{}\"", before, label.first, escaped(label.second));
        before = ',';
    };
    std::for_each(labels.begin(), labels.end(), add);
    if (!last.first.empty()) {
        add(last);
    }
    m_out += fmt::format("{} {}\n", before == ',' ? "}" : "", value);
}

}  // namespace ketnap::metrics
