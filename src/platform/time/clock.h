// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/time/date.h"

#include <atomic>

namespace ketnap::time {

/// Passed as an argument; nothing else in ketnap asks the machine for the time.
class Clock {
  public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    virtual Moment now() const = 0;
    Date today() const { return date_in_vietnam(now()); }
};

class SystemClock final : public Clock {
  public:
    Moment now() const override;
};

/// For tests and for the demo on a chosen day; may be read by many threads while it is set.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Moment moment) : m_ms(moment.ms) {}
    /// Eight o'clock in the morning of that day.
    explicit FixedClock(Date day) : FixedClock(moment_in_vietnam(day, 8, 0)) {}

    Moment now() const override { return Moment{m_ms.load()}; }
    void set(Moment moment) { m_ms = moment.ms; }
    void set(Date day) { m_ms = moment_in_vietnam(day, 8, 0).ms; }
    void advance_ms(std::int64_t ms) { m_ms += ms; }

  private:
    std::atomic<std::int64_t> m_ms;
};

}  // namespace ketnap::time
