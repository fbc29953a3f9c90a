// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/session.h"

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>

namespace ketnap::db {

/// A write that waits for its batch. `error` empty after the batch = durable.
struct Operation {
    Operation(std::string_view for_tenant, std::int64_t at_ms, const std::function<void(Tx&)>& run)
        : tenant(for_tenant), now_ms(at_ms), body(run) {}

    std::string_view tenant;
    std::int64_t now_ms;
    const std::function<void(Tx&)>& body;

    std::exception_ptr error;
    bool idempotent = false;
    std::vector<std::function<void()>> nudges;

    bool done = false;
    bool leads = false;
    Operation* next = nullptr;  ///< behind it in the queue
    std::condition_variable ready;
};

/// Group commit without a thread of its own: the first of those who wait runs the batch for all,
/// then hands the lead to the next. One batch runs at a time. It asks for no memory, so that
/// nobody waits for ever when there is none.
class WriteQueue {
  public:
    using RunBatch = std::function<void(std::span<Operation* const>)>;

    /// Returns when the operation is durable; rethrows its error.
    void submit(Operation& operation, const RunBatch& run_batch);

  private:
    static constexpr std::size_t largest_batch = 128;

    void append(Operation& operation);
    std::span<Operation* const> take_batch();
    void finish(std::span<Operation* const> batch);

    std::mutex m_mutex;
    Operation* m_first = nullptr;
    Operation* m_last = nullptr;
    std::array<Operation*, largest_batch> m_batch{};  ///< of the one who leads
    bool m_led = false;
};

/// Runs the body once in an open transaction. False: nothing of it may be kept, `error` says why.
bool run_body(Session& session, Operation& operation);

}  // namespace ketnap::db
