// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace ketnap::json {
namespace detail {

struct Member;

/// A parsed value; text and children live in the arena of its Document.
struct Node {
    enum class Kind { null, boolean, integer, real, string, array, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::int64_t number = 0;
    double real = 0;
    std::string_view text;
    std::span<const Node> items;
    std::span<const Member> members;
};

struct Member {
    std::string_view key;
    Node value;
};

/// Throws nothing; a body that is not JSON, is deeper than 32, repeats a key or holds text that is
/// not UTF-8 gives one finding and no root. Strings come out in NFC.
class Document {
  public:
    explicit Document(std::string_view body);
    const Node& root() const { return m_root; }
    const Findings& findings() const { return m_findings; }

  private:
    std::pmr::monotonic_buffer_resource m_arena;
    Node m_root;
    Findings m_findings;
};

std::string node_text(const Node& node);

/// Reads one body: walks the nodes beside the fields of a record and keeps every refusal.
class Reader {
  public:
    template <class T>
    void value(const Node& node, const std::string& path, T& into);
    Findings take() { return std::move(m_findings); }

  private:
    template <class T>
    void object(const Node& node, const std::string& path, T& into);
    template <class T>
    void array(const Node& node, const std::string& path, T& into);
    template <class T>
    void map(const Node& node, const std::string& path, T& into);
    template <class T>
    void wired(const Node& node, const std::string& path, T& into);
    template <class T>
    void choice(const Node& node, const std::string& path, T& into);
    template <class T>
    void integer(const Node& node, const std::string& path, T& into);
    bool expect(const Node& node, Node::Kind kind, const std::string& path);
    void unknown_fields(const Node& node, const std::string& path, std::span<const char* const>);
    void refuse(const char* rule, const std::string& path, std::vector<std::string> values = {});

    Findings m_findings;
};

const Node* find(const Node& object, std::string_view key);
std::string join(const std::string& path, std::string_view key);

template <class T>
void Reader::object(const Node& node, const std::string& path, T& into) {
    if (!expect(node, Node::Kind::object, path)) {
        return;
    }
    std::vector<const char*> names;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(into.*member.pointer)>;
        names.push_back(member.name);
        const Node* found = find(node, member.name);
        if (found != nullptr &&
            (is_optional<Field> || found->kind != Node::Kind::null || std::is_same_v<Field, Raw>)) {
            value(*found, join(path, member.name), into.*member.pointer);
        } else if (!is_optional<Field>) {
            refuse("field.required", join(path, member.name));
        }
    });
    unknown_fields(node, path, names);
}

template <class T>
void Reader::array(const Node& node, const std::string& path, T& into) {
    if (!expect(node, Node::Kind::array, path)) {
        return;
    }
    into.clear();
    into.reserve(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        typename T::value_type item{};
        value(node.items[i], path + "[" + std::to_string(i) + "]", item);
        into.push_back(std::move(item));
    }
}

template <class T>
void Reader::map(const Node& node, const std::string& path, T& into) {
    if (!expect(node, Node::Kind::object, path)) {
        return;
    }
    for (const auto& member : node.members) {
        value(member.value, join(path, member.key), into[std::string{member.key}]);
    }
}

template <class T>
void Reader::wired(const Node& node, const std::string& path, T& into) {
    using Wire = std::remove_cvref_t<decltype(As<T>::to(into))>;
    Wire wire{};
    const auto before = m_findings.size();
    value(node, path, wire);
    if (m_findings.size() != before) {
        return;
    }
    auto read = As<T>::from(wire);
    if (read) {
        into = std::move(*read);
    } else {
        refuse("field.format", path, {read.error().key});
    }
}

template <class T>
void Reader::choice(const Node& node, const std::string& path, T& into) {
    if (!expect(node, Node::Kind::string, path)) {
        return;
    }
    if (!boost::describe::enum_from_string(std::string{node.text}.c_str(), into)) {
        refuse("field.choice", path);
    }
}

template <class T>
void Reader::integer(const Node& node, const std::string& path, T& into) {
    if (!expect(node, Node::Kind::integer, path)) {
        return;
    }
    if (!std::in_range<T>(node.number)) {
        refuse("field.format", path);
        return;
    }
    into = static_cast<T>(node.number);
}

template <class T>
void Reader::value(const Node& node, const std::string& path, T& into) {
    if constexpr (is_optional<T>) {
        if (node.kind != Node::Kind::null) {
            value(node, path, into.emplace());
        }
    } else if constexpr (is_vector<T>) {
        array(node, path, into);
    } else if constexpr (is_map<T>) {
        map(node, path, into);
    } else if constexpr (std::is_same_v<T, Raw>) {
        into.text = node_text(node);
    } else if constexpr (Wired<T>) {
        wired(node, path, into);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (expect(node, Node::Kind::boolean, path)) {
            into = node.truth;
        }
    } else if constexpr (std::is_integral_v<T>) {
        integer(node, path, into);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (expect(node, Node::Kind::string, path)) {
            into = std::string{node.text};
        }
    } else if constexpr (DescribedEnum<T>) {
        choice(node, path, into);
    } else if constexpr (Described<T>) {
        object(node, path, into);
    } else {
        static_assert(refuse_type<T>, "not a JSON type: describe it or specialise json::As");
    }
}

}  // namespace detail

/// The record, or every reason why not, at once: body.malformed, body.too_deep,
/// body.repeated_field; field.required, field.type, field.unknown, field.format, field.choice with
/// the path of the field
/// ("relatives[2].name"). A field may be left out or null only when it is an optional.
template <class T>
Result<T, Findings> read(std::string_view body) {
    const detail::Document document{body};
    if (!document.findings().empty()) {
        return tl::make_unexpected(document.findings());
    }
    detail::Reader reader;
    T out{};
    reader.value(document.root(), "", out);
    auto findings = reader.take();
    if (!findings.empty()) {
        return tl::make_unexpected(std::move(findings));
    }
    return out;
}

}  // namespace ketnap::json
