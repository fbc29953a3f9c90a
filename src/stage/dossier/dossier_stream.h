// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ketnap::dossier {

/// Takes a file of one dossier, or of an array of them, in pieces of any size and gives the text of
/// each dossier with the line it begins on. Holds no more than one dossier; one that is broken
/// inside does not keep the next from being read.
class DossierStream {
  public:
    struct Item {
        std::string_view text;
        std::int64_t index = 0;
        std::int64_t line = 1;
        bool too_long = false;  ///< longer than `longest`; its text is left out
        bool cut_off = false;   ///< the file ended inside it
    };
    using Take = std::function<void(const Item&)>;
    static constexpr std::size_t longest = 1U << 20U;

    explicit DossierStream(Take take) : m_take(std::move(take)) {}

    void feed(std::string_view piece);
    /// The end of the file. Gives what is left as a broken item.
    void finish();
    bool is_array() const { return m_is_array; }

  private:
    enum class Place { before, in_array, item, after };

    void take_between(char c);
    std::size_t take_of_item(std::string_view piece);
    bool closes_item(char c);
    void keep(std::string_view bytes);
    void begin_item(char c);
    void end_item(Place next);
    bool is_outer_end(char c) const;

    Take m_take;
    Place m_place = Place::before;
    std::string m_text;
    std::int64_t m_index = 0;
    std::int64_t m_line = 1;
    std::int64_t m_item_line = 1;
    int m_depth = 0;
    bool m_in_string = false;
    bool m_escaped = false;
    bool m_too_long = false;
    bool m_is_array = false;
};

}  // namespace ketnap::dossier
