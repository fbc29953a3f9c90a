// SPDX-License-Identifier: Apache-2.0
#include "platform/db/write_queue.h"

#include <algorithm>

namespace ketnap::db {
namespace {

constexpr std::size_t largest_batch = 128;

}  // namespace

void WriteQueue::submit(Operation& operation, const RunBatch& run_batch) {
    refuse_nested_transaction();
    {
        std::unique_lock lock{m_mutex};
        m_waiting.push_back(&operation);
        if (m_led) {
            operation.ready.wait(lock, [&] { return operation.done || operation.leads; });
        }
        if (!operation.done) {
            m_led = true;
            const auto batch = take_batch();
            lock.unlock();
            run_batch(batch);
            lock.lock();
            finish(batch);
        }
    }
    if (operation.error) {
        std::rethrow_exception(operation.error);
    }
    for (const auto& nudge : operation.nudges) {
        nudge();
    }
}

std::vector<Operation*> WriteQueue::take_batch() {
    const auto count = std::min(m_waiting.size(), largest_batch);
    const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Operation*> batch(m_waiting.begin(), end);
    m_waiting.erase(m_waiting.begin(), end);
    return batch;
}

// Under the lock: an operation lives on the stack of its waiter, which may be gone a moment later.
void WriteQueue::finish(const std::vector<Operation*>& batch) {
    for (auto* operation : batch) {
        operation->done = true;
        operation->ready.notify_one();
    }
    m_led = !m_waiting.empty();
    if (m_led) {
        m_waiting.front()->leads = true;
        m_waiting.front()->ready.notify_one();
    }
}

bool run_body(Session& session, Operation& operation) {
    const InTransaction inside;
    Tx tx{session, operation.tenant, operation.now_ms, true};
    operation.error = nullptr;
    try {
        operation.body(tx);
        if (tx.failed()) {
            throw DbError{"the operation went on after a failed statement"};
        }
    } catch (...) {
        operation.error = std::current_exception();
    }
    operation.idempotent = tx.idempotent();
    operation.nudges = tx.take_nudges();
    return !operation.error;
}

}  // namespace ketnap::db
