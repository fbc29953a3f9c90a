// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/own_files.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace ketnap::app {

/// Sees that somebody else changed the office's rule files – the command line, another serving
/// program – and has them read anew, some seconds later at most.
class RuleWatch {
  public:
    explicit RuleWatch(rules::OwnFiles& files);
    ~RuleWatch();
    RuleWatch(const RuleWatch&) = delete;
    RuleWatch& operator=(const RuleWatch&) = delete;
    RuleWatch(RuleWatch&&) = delete;
    RuleWatch& operator=(RuleWatch&&) = delete;

  private:
    void run();

    rules::OwnFiles& m_files;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace ketnap::app
