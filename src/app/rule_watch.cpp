// SPDX-License-Identifier: Apache-2.0
#include "app/rule_watch.h"

#include "platform/log/log.h"

#include <chrono>

namespace ketnap::app {

constexpr std::chrono::seconds between_looks{2};

RuleWatch::RuleWatch(rules::OwnFiles& files) : m_files(files), m_thread([this] { run(); }) {}

RuleWatch::~RuleWatch() {
    {
        const std::lock_guard hold{m_mutex};
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void RuleWatch::run() {
    std::unique_lock hold{m_mutex};
    while (!m_wake.wait_for(hold, between_looks, [this] { return m_stopping; })) {
        try {
            if (m_files.look()) {
                log::info("rules.read_anew", {});
            }
        } catch (const std::exception& error) {
            log::error("rules.not_read", {{"what", error.what()}});
        }
    }
}

}  // namespace ketnap::app
