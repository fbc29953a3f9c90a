// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/worker_pool.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <thread>

namespace ketnap::http {

template <class T>
std::optional<T> attempt(const std::function<T()>& work) {
    try {
        return work();
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

/// Until there is memory for it: whoever waits for it would wait for ever.
template <class F>
auto surely(const F& act) {
    while (true) {
        try {
            return act();
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
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
            using Handler = decltype(handler);
            struct Rest {
                explicit Rest(Handler&& to) : handler(std::move(to)) {}
                Handler handler;
                std::optional<T> result;
            };
            const auto rest = surely([&] { return std::make_shared<Rest>(std::move(handler)); });
            const auto finish = [rest] { std::move(rest->handler)(std::move(rest->result)); };
            const bool taken = surely([&] {
                return workers.run([work, rest, finish, to = executor] {
                    rest->result = attempt<T>(work);
                    surely([&] { boost::asio::post(to, finish); });
                });
            });
            if (!taken) {
                surely([&] { boost::asio::post(executor, finish); });
            }
        },
        token, std::move(task));
}

}  // namespace ketnap::http
