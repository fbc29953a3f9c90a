// SPDX-License-Identifier: Apache-2.0
// One declaration of a record, BOOST_DESCRIBE_STRUCT(T, (), (fields)), gives its writer, its
// reader and its schema. Include this header where a record is declared.
#pragma once
#include "platform/json/schema.h"
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/id.h"
#include "platform/vocabulary/result.h"

#include <boost/core/demangle.hpp>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <vector>

namespace ketnap {

BOOST_DESCRIBE_ENUM(Level, hint, warning, error)
BOOST_DESCRIBE_STRUCT(Cite, (), (doc, date, point))
BOOST_DESCRIBE_STRUCT(Where, (), (paper, field, line, quote, page))
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (rule, rule_set, level, cite, where, values, on, message, way_out))

}  // namespace ketnap

namespace ketnap::json {

/// Any JSON text, passed through as it is (stored drafts, answers of a replayed request).
struct Raw {
    std::string text;

    bool operator==(const Raw&) const = default;
};

/// Every list of the API. `count` stops at a limit (then `count_capped`: "hơn 1.000").
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;
    std::int64_t count = 0;
    bool count_capped = false;

    BOOST_DESCRIBE_CLASS(Page, (), (items, next, count, count_capped), (), ())
};

/// How a value type stands in JSON. Specialise with
///   static Wire to(const T&);            Wire is std::string or std::int64_t
///   static Result<T> from(const Wire&);  refused: field.format
///   static constexpr const char* format = "date";
template <class T>
struct As;

/// Every id of the program is UUID text.
template <class Tag>
struct As<Id<Tag>> {
    static const std::string& to(const Id<Tag>& id) { return id.value; }
    static Result<Id<Tag>> from(const std::string& text) {
        return is_uuid(text) ? Result<Id<Tag>>{Id<Tag>{text}} : problem("field.format");
    }
    static constexpr const char* format = "uuid";
};

template <>
struct As<time::Date> {
    static std::string to(const time::Date& date) { return date.iso(); }
    static Result<time::Date> from(const std::string& text) { return time::Date::parse_iso(text); }
    static constexpr const char* format = "date";
};

/// Kept as the person wrote it; iso() is a separate field where a screen needs it.
template <>
struct As<time::PartialDate> {
    static std::string to(const time::PartialDate& date) {
        return date.as_written.empty() ? date.iso() : date.as_written;
    }
    static Result<time::PartialDate> from(const std::string& text) {
        return time::PartialDate::parse(text);
    }
    static constexpr const char* format = "partial-date";
};

/// UTC milliseconds.
template <>
struct As<time::Moment> {
    static std::int64_t to(const time::Moment& moment) { return moment.ms; }
    static Result<time::Moment> from(const std::int64_t& ms) { return time::Moment{ms}; }
    static constexpr const char* format = "unix-ms";
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
concept Wired = requires(const T& value) { As<T>::to(value); };
template <class T>
concept Described = boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;
template <class T>
inline constexpr bool refuse_type = false;

template <class T>
Shape shape_of(Schema::Objects& objects);

template <class T>
Shape object_shape(Schema::Objects& objects) {
    Shape shape{.kind = Shape::Kind::object};
    shape.name = schema_name(boost::core::demangle(typeid(T).name()));
    if (objects.emplace(shape.name, std::vector<FieldShape>{}).second) {
        std::vector<FieldShape> fields;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            fields.push_back({member.name, shape_of<Field>(objects), !is_optional<Field>});
        });
        objects[shape.name] = std::move(fields);
    }
    return shape;
}

template <class T>
Shape choice_shape() {
    Shape shape{.kind = Shape::Kind::choice};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto one) { shape.choices.emplace_back(one.name); });
    return shape;
}

template <class T>
Shape shape_of(Schema::Objects& objects) {
    const auto holding = [&](Shape::Kind kind, Shape items) {
        return Shape{.kind = kind, .items = std::make_shared<Shape>(std::move(items))};
    };
    if constexpr (is_optional<T>) {
        auto shape = shape_of<typename T::value_type>(objects);
        shape.nullable = true;
        return shape;
    } else if constexpr (is_vector<T>) {
        return holding(Shape::Kind::array, shape_of<typename T::value_type>(objects));
    } else if constexpr (is_map<T>) {
        return holding(Shape::Kind::map, shape_of<typename T::mapped_type>(objects));
    } else if constexpr (std::is_same_v<T, Raw>) {
        return Shape{};
    } else if constexpr (Wired<T>) {
        using Wire = std::remove_cvref_t<decltype(As<T>::to(std::declval<const T&>()))>;
        auto shape = shape_of<Wire>(objects);
        shape.format = As<T>::format;
        return shape;
    } else if constexpr (std::is_same_v<T, bool>) {
        return Shape{.kind = Shape::Kind::boolean};
    } else if constexpr (std::is_integral_v<T>) {
        return Shape{.kind = Shape::Kind::integer};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Shape{.kind = Shape::Kind::string};
    } else if constexpr (DescribedEnum<T>) {
        return choice_shape<T>();
    } else if constexpr (Described<T>) {
        return object_shape<T>(objects);
    } else {
        static_assert(refuse_type<T>, "not a JSON type: describe it or specialise json::As");
    }
}

}  // namespace detail

template <class T>
Schema schema() {
    Schema out;
    out.root = detail::shape_of<T>(out.objects);
    return out;
}

}  // namespace ketnap::json
