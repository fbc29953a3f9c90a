// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ketnap::http {

enum class Method { get, post, put, patch, del };

/// "GET" …; del is "DELETE".
std::string_view method_name(Method method);
std::optional<Method> method_of(std::string_view name);

/// Names compare without case; order and repetition are kept.
using Fields = std::vector<std::pair<std::string, std::string>>;
using Params = std::map<std::string, std::string, std::less<>>;

struct Request {
    Method method = Method::get;
    bool head = false;     ///< HEAD: runs as GET, the body is not sent
    std::string path;      ///< decoded, without the query
    std::string raw_path;  ///< as it was sent
    Params path_params;
    Params query;
    Fields headers;
    std::string body;
    std::filesystem::path upload_file;  ///< of a route with BodyKind::upload; removed afterwards
    std::int64_t upload_size = 0;
    std::string remote_address;
    bool secure = false;  ///< TLS here, or at the proxy in front
    std::string request_id;

    /// Empty when absent. Names without case.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
    /// Empty when absent.
    const std::string& param(std::string_view name) const;
    const std::string& query_param(std::string_view name) const;
};

/// A stream of server-sent events of the hub's topics. `still_allowed` is asked before each
/// delivery, so that a sign-in that ended hears nothing more; `missed` gives what came since the
/// listener's Last-Event-ID and is asked once it listens already, so nothing falls in between (an
/// event may come twice; its id tells). Both run on a worker thread.
struct EventStream {
    std::vector<std::string> topics;
    std::function<bool()> still_allowed;
    std::function<std::string()> missed;
};

struct Response {
    int status = 200;
    std::string body;
    std::string content_type;
    Fields headers;
    std::filesystem::path file;  ///< sent instead of body, in pieces
    bool remove_file = false;    ///< after sending: a file made for this answer
    std::string download_name;   ///< the browser saves it under this name (any Unicode)
    std::optional<EventStream> events;

    Response& with(std::string name, std::string value);
};

Response json(std::string body, int status = 200);
Response text(std::string body, int status = 200);
Response no_content();
/// Sent from disk with a fixed type; with a name it is a download: attachment, CSP sandbox.
Response file(std::filesystem::path path, std::string content_type, std::string download_name = {});
/// The same for bytes made in memory.
Response download(std::string bytes, std::string content_type, std::string download_name);
/// 303 to a path of our own ("/…"); anything else is a broken assumption.
Response redirect(std::string own_path);
Response events(EventStream stream);

/// True for "/x" that no browser takes for another host: no "//", "/\", control characters.
bool is_own_path(std::string_view path);

/// %41 → A, in a query also + → space. Nothing when broken, not UTF-8 or holding a control.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
std::string percent_encode(std::string_view text);

}  // namespace ketnap::http
