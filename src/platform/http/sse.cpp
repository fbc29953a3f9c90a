// SPDX-License-Identifier: Apache-2.0
#include "platform/http/sse.h"

#include <algorithm>
#include <utility>

namespace ketnap::http {
namespace {

// A listener that does not read this much is cut off: it comes again with Last-Event-ID.
constexpr std::size_t most_unread = std::size_t{256} * 1024;

}  // namespace

std::string event_text(const Event& event) {
    std::string out = "id: " + std::to_string(event.id) + "\n";
    if (!event.name.empty()) {
        out += "event: " + event.name + "\n";
    }
    std::string_view rest = event.data;
    while (true) {
        const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
        out.append("data: ").append(rest.substr(0, end)).append("\n");
        if (end == rest.size()) {
            break;
        }
        const bool pair = rest.substr(end).starts_with("\r\n");
        rest.remove_prefix(end + (pair ? 2 : 1));
    }
    return out += "\n";
}

std::string EventHub::Subscription::take() {
    const std::scoped_lock lock{m_mutex};
    return std::exchange(m_waiting, {});
}

bool EventHub::Subscription::closed() const {
    const std::scoped_lock lock{m_mutex};
    return m_closed;
}

std::shared_ptr<EventHub::Subscription> EventHub::subscribe(const std::vector<std::string>& topics,
                                                            std::function<void()> wake) {
    auto subscription = std::make_shared<Subscription>();
    subscription->m_wake = std::move(wake);
    const std::scoped_lock lock{m_mutex};
    subscription->m_closed = m_closed;
    for (const auto& topic : topics) {
        m_topics.emplace(topic, subscription);
    }
    return subscription;
}

void EventHub::deliver(Subscription& to, const std::string& text) {
    {
        const std::scoped_lock lock{to.m_mutex};
        if (to.m_waiting.size() + text.size() > most_unread) {
            to.m_closed = true;
            to.m_waiting.clear();
        } else {
            to.m_waiting += text;
        }
    }
    to.m_wake();
}

void EventHub::publish(std::string_view topic, const Event& event) {
    const auto text = event_text(event);
    const std::scoped_lock lock{m_mutex};
    auto [from, to] = m_topics.equal_range(topic);
    while (from != to) {
        if (const auto listener = from->second.lock()) {
            deliver(*listener, text);
            ++from;
        } else {
            from = m_topics.erase(from);
        }
    }
}

void EventHub::close() {
    const std::scoped_lock lock{m_mutex};
    m_closed = true;
    for (const auto& [topic, weak] : m_topics) {
        if (const auto listener = weak.lock()) {
            {
                const std::scoped_lock inner{listener->m_mutex};
                listener->m_closed = true;
            }
            listener->m_wake();
        }
    }
}

std::size_t EventHub::listeners() const {
    const std::scoped_lock lock{m_mutex};
    std::size_t count = 0;
    for (const auto& [topic, weak] : m_topics) {
        count += weak.expired() ? 0 : 1;
    }
    return count;
}

}  // namespace ketnap::http
