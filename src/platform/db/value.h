// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/id.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ketnap::db {

enum class Engine { sqlite, postgres };

using Blob = std::vector<unsigned char>;

/// One bound parameter. An empty optional is a NULL that still knows its type, which PostgreSQL
/// needs in `?2 IS NULL`; a bare nullptr may stand only where a column gives the type.
class Value {
  public:
    enum class Type { unknown, big, text, blob };

    Value(std::nullptr_t) {}
    template <std::integral T>
    Value(T number) : m_type(Type::big), m_held(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : m_type(Type::text), m_held(std::move(text)) {}
    Value(std::string_view text) : Value(std::string{text}) {}
    Value(const char* text) : Value(std::string{text}) {}
    Value(Blob bytes) : m_type(Type::blob), m_held(std::move(bytes)) {}
    template <class Tag>
    Value(const Id<Tag>& id) : Value(id.value) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) {
            *this = Value(*maybe);
        } else if constexpr (std::integral<T>) {
            m_type = Type::big;
        } else if constexpr (std::same_as<T, Blob>) {
            m_type = Type::blob;
        } else {
            m_type = Type::text;
        }
    }

    Type type() const { return m_type; }
    bool is_null() const { return std::holds_alternative<std::monostate>(m_held); }
    std::int64_t big() const { return std::get<std::int64_t>(m_held); }
    const std::string& text() const { return std::get<std::string>(m_held); }
    const Blob& blob() const { return std::get<Blob>(m_held); }

  private:
    Type m_type = Type::unknown;
    std::variant<std::monostate, std::int64_t, std::string, Blob> m_held;
};

/// The values of one call, borrowed: `{id, "x", 3}` or a vector. Never kept.
class Params {
  public:
    Params() = default;
    Params(std::initializer_list<Value> values) : m_values(values.begin(), values.size()) {}
    Params(std::span<const Value> values) : m_values(values) {}
    Params(const std::vector<Value>& values) : m_values(values) {}

    std::span<const Value> span() const { return m_values; }

  private:
    std::span<const Value> m_values;
};

/// One row of an answer, valid only inside the callback. Columns count from 0. Asking a NULL for a
/// plain value is a broken assumption on every engine: use the maybe_ forms.
class Row {
  public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t big(int column) const = 0;
    virtual std::string_view view(int column) const = 0;
    virtual Blob blob(int column) const = 0;

    std::string text(int column) const { return std::string{view(column)}; }
    std::optional<std::string> maybe_text(int column) const;
    std::optional<std::int64_t> maybe_big(int column) const;
    std::optional<Blob> maybe_blob(int column) const;
    bool flag(int column) const { return big(column) != 0; }

  protected:
    Row() = default;
    Row(const Row&) = default;
    Row& operator=(const Row&) = default;
    ~Row() = default;
};

}  // namespace ketnap::db
