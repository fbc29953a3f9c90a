// SPDX-License-Identifier: Apache-2.0
#include "platform/db/write_queue.h"

#include "platform/db/figures.h"

#include <chrono>

namespace ketnap::db {
namespace {

// What breaks outside the operations (no memory for a statement, say) is an answer to each of them.
void run_counted(std::span<Operation* const> batch, const WriteQueue::RunBatch& run_batch) {
    const auto began = std::chrono::steady_clock::now();
    try {
        run_batch(batch);
    } catch (...) {
        for (auto* operation : batch) {
            operation->error = std::current_exception();
        }
    }
    const auto held = std::chrono::steady_clock::now() - began;
    auto& figures = write_figures();
    figures.holds.add(std::chrono::duration_cast<std::chrono::microseconds>(held).count());
    const auto count = static_cast<std::int64_t>(batch.size());
    figures.operations += count;
    figures.waiting -= count;
}

}  // namespace

WriteFigures& write_figures() {
    static WriteFigures figures;
    return figures;
}

void WriteQueue::submit(Operation& operation, const RunBatch& run_batch) {
    refuse_nested_transaction();
    ++write_figures().waiting;
    {
        std::unique_lock lock{m_mutex};
        append(operation);
        if (m_led) {
            operation.ready.wait(lock, [&] { return operation.done || operation.leads; });
        }
        if (!operation.done) {
            m_led = true;
            const auto batch = take_batch();
            lock.unlock();
            run_counted(batch, run_batch);
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

void WriteQueue::append(Operation& operation) {
    (m_last == nullptr ? m_first : m_last->next) = &operation;
    m_last = &operation;
}

std::span<Operation* const> WriteQueue::take_batch() {
    std::size_t count = 0;
    for (; m_first != nullptr && count < largest_batch; m_first = m_first->next) {
        m_batch[count++] = m_first;
    }
    m_last = m_first == nullptr ? nullptr : m_last;
    return {m_batch.data(), count};
}

// Under the lock: an operation lives on the stack of its waiter, which may be gone a moment later.
void WriteQueue::finish(std::span<Operation* const> batch) {
    for (auto* operation : batch) {
        operation->done = true;
        operation->ready.notify_one();
    }
    m_led = m_first != nullptr;
    if (m_led) {
        m_first->leads = true;
        m_first->ready.notify_one();
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
