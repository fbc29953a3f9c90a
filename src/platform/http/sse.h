// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::http {

/// One server-sent event. `id` is what the browser sends back as Last-Event-ID after a break.
struct Event {
    std::int64_t id = 0;
    std::string name;
    std::string data;  ///< JSON; line breaks are allowed
};

/// The wire form: id, event and data lines, then an empty line.
std::string event_text(const Event& event);

/// Hands events of a topic to every open stream of it. Thread-safe; knows no socket.
class EventHub {
  public:
    /// One open stream: takes what has come since the last take.
    class Subscription {
      public:
        /// Everything waiting, as wire text.
        std::string take();
        /// True when the hub closed, or the listener was too slow and should come again.
        bool closed() const;

      private:
        friend class EventHub;
        mutable std::mutex m_mutex;
        std::string m_waiting;
        bool m_closed = false;
        std::function<void()> m_wake;
    };

    /// `wake` is called from the publishing thread whenever something waits or the stream closed.
    std::shared_ptr<Subscription> subscribe(const std::vector<std::string>& topics,
                                            std::function<void()> wake);
    void publish(std::string_view topic, const Event& event);
    void close();
    std::size_t listeners() const;

  private:
    static void deliver(Subscription& to, const std::string& text);

    mutable std::mutex m_mutex;
    std::multimap<std::string, std::weak_ptr<Subscription>, std::less<>> m_topics;
    bool m_closed = false;
};

}  // namespace ketnap::http
