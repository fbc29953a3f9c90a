// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/worker_pool.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace ketnap::http {

template <class T>
std::optional<T> attempt(const std::function<T()>& work) {
    try {
        return work();
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

/// Runs the task on a worker thread and comes back to `executor`. Nothing when the pool is full or
/// the task threw. Both references outlive the call; g++ 12 copies captures of a lambda inside a
/// co_await bit by bit, so that one holds references only.
template <class T>
boost::asio::awaitable<std::optional<T>> on_worker(WorkerPool& workers,
                                                   const boost::asio::any_io_executor& executor,
                                                   std::function<T()> task) {
    namespace asio = boost::asio;
    asio::use_awaitable_t<> token;
    co_return co_await asio::async_initiate<asio::use_awaitable_t<>, void(std::optional<T>)>(
        [&workers, &executor](auto handler, const std::function<T()>& work) {
            auto back = std::make_shared<decltype(handler)>(std::move(handler));
            const bool taken = workers.run([work, back, to = executor]() mutable {
                auto result = std::make_shared<std::optional<T>>(attempt<T>(work));
                asio::post(to, [back = std::move(back), result] {
                    std::move (*back)(std::move(*result));
                });
            });
            if (!taken) {
                asio::post(executor, [back] { std::move (*back)(std::optional<T>{}); });
            }
        },
        token, std::move(task));
}

}  // namespace ketnap::http
