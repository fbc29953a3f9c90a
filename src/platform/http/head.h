// SPDX-License-Identifier: Apache-2.0
// The head of a request, read strictly: what two parsers could read in two ways is refused.
#pragma once
#include "platform/http/message.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::http {

struct Head {
    std::string_view method;
    std::string_view target;
    int minor_version = 1;
    Fields fields;
    std::optional<std::int64_t> content_length;
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;

    bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

enum class HeadProblem { malformed, too_many_fields, version, expectation };

/// `text` ends with the empty line. Refused: bare CR or LF, folded lines, blanks around a field
/// name, anything but "METHOD /path HTTP/1.x", no or two Host fields, two lengths, a length beside
/// chunks, any other transfer coding.
Result<Head, HeadProblem> parse_head(std::string_view text, std::size_t most_fields);

/// Where the head ends (after the empty line), 0 while more must be read, nothing when the bytes so
/// far can never become one. The first `seen` bytes were looked at before.
std::optional<std::size_t> head_end(std::string_view bytes, std::size_t seen = 0);

/// Path, query and fields go over; false when the target is not clean UTF-8 text.
bool fill_request(const Head& head, Request& request);

}  // namespace ketnap::http
