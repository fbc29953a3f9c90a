// SPDX-License-Identifier: Apache-2.0
#include "platform/json/read.h"

#include "platform/json/write.h"
#include "platform/text/text.h"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ketnap::json::detail {
namespace {

constexpr std::size_t max_depth = 32;

// ASCII, Latin to U+02FF and the Vietnamese block U+1E00–1EFF: composed as they stand. The parser
// has refused what is not UTF-8.
bool is_composed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead < 0x80) {
            ++at;
        } else if (lead <= 0xCB) {
            at += 2;
        } else if (lead == 0xE1 && at + 2 < text.size() &&
                   (static_cast<unsigned char>(text[at + 1]) & 0xFCU) == 0xB8U) {
            at += 3;
        } else {
            return false;
        }
    }
    return true;
}

// Text with NUL or other controls can be stored by no engine and shown on no paper.
bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
               c == 0x7F;
    });
}

// Boost.JSON's events become nodes: finished children wait on a stack until their array or object
// ends, then move to the arena in one piece.
class Builder {
  public:
    using Code = boost::json::error_code;
    using View = boost::json::string_view;
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    explicit Builder(std::pmr::monotonic_buffer_resource& arena) : m_arena(arena) {}

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_array_begin(Code&) { return true; }
    bool on_object_begin(Code&) { return true; }
    bool on_comment_part(View, Code&) { return true; }
    bool on_comment(View, Code&) { return true; }
    bool on_number_part(View, Code&) { return true; }

    bool on_array_end(std::size_t count, Code&) {
        Node node;
        node.kind = Node::Kind::array;
        node.items = pop(count);
        m_nodes.push_back(node);
        return true;
    }

    bool on_object_end(std::size_t count, Code& code) {
        const auto values = pop(count);
        auto* members = allocate<Member>(count);
        for (std::size_t i = 0; i < count; ++i) {
            new (members + i) Member{m_keys[m_keys.size() - count + i], values[i]};
        }
        m_keys.resize(m_keys.size() - count);
        Node node;
        node.kind = Node::Kind::object;
        node.members = {members, count};
        if (repeats(node.members)) {
            m_repeated = true;
            code = boost::json::error::syntax;
            return false;
        }
        m_nodes.push_back(node);
        return true;
    }

    bool on_key_part(View part, std::size_t, Code&) { return collect(part); }
    bool on_key(View part, std::size_t, Code&) {
        collect(part);
        m_keys.push_back(keep());
        return true;
    }
    bool on_string_part(View part, std::size_t, Code&) { return collect(part); }
    bool on_string(View part, std::size_t, Code& code) {
        collect(part);
        if (has_control(m_text)) {
            code = boost::json::error::syntax;
            return false;
        }
        Node node;
        node.kind = Node::Kind::string;
        node.text = keep();
        m_nodes.push_back(node);
        return true;
    }
    bool on_int64(std::int64_t number, View, Code&) {
        Node node;
        node.kind = Node::Kind::integer;
        node.number = number;
        m_nodes.push_back(node);
        return true;
    }
    bool on_uint64(std::uint64_t number, View part, Code& code) {
        return on_double(static_cast<double>(number), part, code);
    }
    bool on_double(double number, View, Code& code) {
        if (!std::isfinite(number)) {
            code = boost::json::error::exponent_overflow;
            return false;
        }
        Node node;
        node.kind = Node::Kind::real;
        node.real = number;
        m_nodes.push_back(node);
        return true;
    }
    bool on_bool(bool truth, Code&) {
        Node node;
        node.kind = Node::Kind::boolean;
        node.truth = truth;
        m_nodes.push_back(node);
        return true;
    }
    bool on_null(Code&) {
        m_nodes.emplace_back();
        return true;
    }

    bool repeated() const { return m_repeated; }
    const Node& root() const { return m_nodes.front(); }
    bool has_root() const { return m_nodes.size() == 1; }

  private:
    template <class T>
    T* allocate(std::size_t count) {
        return static_cast<T*>(m_arena.allocate(count * sizeof(T) + 1, alignof(T)));
    }

    bool collect(View part) {
        m_text.append(part.data(), part.size());
        return true;
    }

    std::string_view keep() {
        if (!is_composed(m_text)) {
            m_text = text::nfc(m_text);
        }
        auto* copy = allocate<char>(m_text.size());
        std::memcpy(copy, m_text.data(), m_text.size());
        const std::string_view kept{copy, m_text.size()};
        m_text.clear();
        return kept;
    }

    std::span<const Node> pop(std::size_t count) {
        auto* nodes = allocate<Node>(count);
        std::uninitialized_copy_n(m_nodes.end() - static_cast<std::ptrdiff_t>(count), count, nodes);
        m_nodes.resize(m_nodes.size() - count);
        return {nodes, count};
    }

    static bool repeats(std::span<const Member> members) {
        constexpr std::size_t few = 12;  // are compared with each other quicker than sorted
        if (members.size() <= few) {
            for (std::size_t i = 1; i < members.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (members[i].key == members[j].key) {
                        return true;
                    }
                }
            }
            return false;
        }
        std::vector<std::string_view> keys;
        keys.reserve(members.size());
        for (const auto& member : members) {
            keys.push_back(member.key);
        }
        std::sort(keys.begin(), keys.end());
        return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
    }

    std::pmr::monotonic_buffer_resource& m_arena;
    std::vector<Node> m_nodes;
    std::vector<std::string_view> m_keys;
    std::string m_text;
    bool m_repeated = false;
};

const char* rule_of(const boost::json::error_code& code, const Builder& builder) {
    if (builder.repeated()) {
        return "body.repeated_field";
    }
    return code == boost::json::error::too_deep ? "body.too_deep" : "body.malformed";
}

}  // namespace

Document::Document(std::string_view body) {
    boost::json::parse_options options;
    options.max_depth = max_depth;
    boost::json::basic_parser<Builder> parser{options, m_arena};
    boost::json::error_code code;
    const auto used = parser.write_some(false, body.data(), body.size(), code);
    const auto& builder = parser.handler();
    if (code || used != body.size() || !builder.has_root()) {
        auto finding = field_finding(rule_of(code, builder), "", {std::to_string(used)});
        m_findings.push_back(std::move(finding));
        return;
    }
    m_root = builder.root();
}

std::string node_text(const Node& node) {
    std::string out;
    switch (node.kind) {
        case Node::Kind::null:
            return "null";
        case Node::Kind::boolean:
            return node.truth ? "true" : "false";
        case Node::Kind::integer:
            return std::to_string(node.number);
        case Node::Kind::real:
            return fmt::format("{}", node.real);
        case Node::Kind::string:
            write_string(out, node.text);
            return out;
        case Node::Kind::array:
            for (const auto& item : node.items) {
                out += out.empty() ? "[" : ",";
                out += node_text(item);
            }
            return out.empty() ? "[]" : out + "]";
        case Node::Kind::object:
            for (const auto& member : node.members) {
                out += out.empty() ? "{" : ",";
                write_string(out, member.key);
                out += ":" + node_text(member.value);
            }
            return out.empty() ? "{}" : out + "}";
    }
    return out;
}

const Node* find(const Node& object, std::string_view key) {
    for (const auto& member : object.members) {
        if (member.key == key) {
            return &member.value;
        }
    }
    return nullptr;
}

std::string join(const std::string& path, std::string_view key) {
    std::string out;
    out.reserve(path.size() + 1 + key.size());
    out += path;
    out += path.empty() ? "" : ".";
    out += key;
    return out;
}

bool Reader::expect(const Node& node, Node::Kind kind, const std::string& path) {
    if (node.kind != kind) {
        refuse("field.type", path);
        return false;
    }
    return true;
}

void Reader::unknown_fields(const Node& node, const std::string& path,
                            std::span<const char* const> known) {
    for (const auto& member : node.members) {
        const bool is_known = std::any_of(known.begin(), known.end(), [&](const char* name) {
            return !member.key.empty() && name[0] == member.key[0] && member.key == name;
        });
        if (!is_known) {
            refuse("field.unknown", join(path, member.key));
        }
    }
}

// A body of a million wrong elements must not become a million findings.
void Reader::refuse(const char* rule, const std::string& path, std::vector<std::string> values) {
    constexpr std::size_t most = 200;
    if (m_findings.size() < most) {
        m_findings.push_back(field_finding(rule, path, std::move(values)));
    }
}

}  // namespace ketnap::json::detail
