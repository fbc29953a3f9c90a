// SPDX-License-Identifier: Apache-2.0
// The head of an answer. Every answer, errors included, gets its security fields here and only
// here.
#pragma once
#include "platform/http/message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ketnap::http {

struct AnswerFrame {
    bool keep_alive = true;
    std::int64_t length = -1;  ///< -1: until the connection closes (streams)
    std::string_view path;     ///< decides between the pages' and the gate's policy
    std::string_view request_id;
    std::int64_t hsts_seconds = 0;
    std::int64_t now_ms = -1;  ///< of the Date field; -1 sends none
};

std::string answer_head(const Response& response, const AnswerFrame& frame);

/// The gate page needs wasm and the camera; nothing else does.
bool is_gate_path(std::string_view path);

/// "Tue, 26 Mar 2024 00:30:00 GMT"
std::string http_date(std::int64_t unix_ms);

/// attachment; filename="…"; filename*=UTF-8''…
std::string content_disposition(std::string_view download_name);

}  // namespace ketnap::http
