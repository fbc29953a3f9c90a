// SPDX-License-Identifier: Apache-2.0
#include "platform/http/worker_pool.h"

#include <system_error>

namespace ketnap::http {
namespace {

// Handlers keep big things on the heap; sanitizers make every frame several times larger.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stack_bytes = std::size_t{8} * 1024 * 1024;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::size_t stack_bytes = std::size_t{8} * 1024 * 1024;
#else
constexpr std::size_t stack_bytes = std::size_t{512} * 1024;
#endif
#else
constexpr std::size_t stack_bytes = std::size_t{512} * 1024;
#endif

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::size_t most_waiting)
    : m_most_waiting(most_waiting) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    m_threads.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) {
        pthread_t thread{};
        const int error = pthread_create(&thread, &attributes, &WorkerPool::entry, this);
        if (error != 0 && m_threads.empty()) {
            throw std::system_error(error, std::generic_category(), "no worker thread");
        }
        if (error == 0) {
            m_threads.push_back(thread);
        }
    }
    pthread_attr_destroy(&attributes);
}

WorkerPool::~WorkerPool() {
    join();
}

void WorkerPool::join() {
    {
        const std::scoped_lock lock{m_mutex};
        m_stopping = true;
    }
    m_more.notify_all();
    for (const auto thread : m_threads) {
        pthread_join(thread, nullptr);
    }
    m_threads.clear();
}

bool WorkerPool::run(std::function<void()> task) {
    {
        const std::scoped_lock lock{m_mutex};
        if (m_tasks.size() >= m_most_waiting) {
            return false;
        }
        m_tasks.push_back(std::move(task));
    }
    m_more.notify_one();
    return true;
}

void WorkerPool::work() {
    std::unique_lock lock{m_mutex};
    while (true) {
        m_more.wait(lock, [&] { return m_stopping || !m_tasks.empty(); });
        if (m_tasks.empty()) {
            return;
        }
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

void* WorkerPool::entry(void* self) {
    static_cast<WorkerPool*>(self)->work();
    return nullptr;
}

}  // namespace ketnap::http
