// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace ketnap::http {

/// Many threads with small stacks: a handler may wait for the disk, and a batch of writes is only
/// as large as the workers that wait for it.
class WorkerPool {
  public:
    WorkerPool(std::size_t threads, std::size_t most_waiting);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False when too much waits already; the task has not been taken then. Tasks do not throw.
    bool run(std::function<void()> task);
    /// Finishes what waits and ends the threads; run() is not called after it.
    void join();

  private:
    void work();
    static void* entry(void* self);

    std::mutex m_mutex;
    std::condition_variable m_more;
    std::deque<std::function<void()>> m_tasks;
    std::size_t m_most_waiting;
    bool m_stopping = false;
    std::vector<pthread_t> m_threads;
};

}  // namespace ketnap::http
