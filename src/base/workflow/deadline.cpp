// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/deadline.h"

#include "platform/text/fold.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ketnap::workflow {
namespace {

using Words = std::vector<std::string>;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_number(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

int number(std::string_view word) {
    int value = 0;
    for (const char c : word.substr(0, 6)) {
        value = value * 10 + (c - '0');
    }
    return value;
}

void split_clock_and_push(Words& words, const std::string& word) {
    // "17h30" is written as often as "17 giờ 30".
    const auto h = word.find('h');
    if (h != std::string::npos && h > 0 && is_number(std::string_view{word}.substr(0, h)) &&
        (h + 1 == word.size() || is_number(std::string_view{word}.substr(h + 1)))) {
        words.push_back(word.substr(0, h));
        words.emplace_back("gio");
        if (h + 1 < word.size()) {
            words.push_back(word.substr(h + 1));
        }
        return;
    }
    words.push_back(word);
}

// Folded syllables and numbers in reading order; everything between them only separates.
Words words_of(std::string_view text) {
    Words words;
    std::string word;
    for (const char c : text::fold(text) + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            split_clock_and_push(words, word);
            word.clear();
        }
    }
    return words;
}

/// A date found in the words and where it begins.
struct Found {
    std::string iso;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::string iso(int year, int month, int day) {
    const auto two = [](int n) {
        return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
    };
    auto text = std::to_string(year);
    if (month > 0) {
        text += "-" + two(month);
    }
    if (day > 0) {
        text += "-" + two(day);
    }
    return text;
}

bool small_number(const Words& words, std::size_t i) {
    return i < words.size() && words[i].size() <= 2 && is_number(words[i]);
}

// Reads leftwards from the four digits of a year: "ngày 01 tháng 8 năm 2024", "01/8/2024",
// "tháng 9/2024", "năm 2024". A number before "tháng 9/2024" ("đợt 2 tháng 9/2024") is no day.
Found date_ending_at(const Words& words, std::size_t year_at) {
    std::size_t at = year_at;
    const int year = number(words[year_at]);
    const bool named_year = at > 0 && words[at - 1] == "nam";
    at -= named_year ? 1U : 0U;
    if (at == 0 || !small_number(words, at - 1)) {
        return {iso(year, 0, 0), at, year_at + 1};
    }
    const int month = number(words[--at]);
    const bool named_month = at > 0 && words[at - 1] == "thang";
    at -= named_month ? 1U : 0U;
    const bool clock_before = at > 1 && words[at - 2] == "gio";
    if (at == 0 || named_month != named_year || clock_before || !small_number(words, at - 1)) {
        return {iso(year, month, 0), at, year_at + 1};
    }
    const int day = number(words[--at]);
    return {iso(year, month, day == 0 ? 99 : day), at, year_at + 1};
}

std::optional<Found> last_date(const Words& words) {
    for (std::size_t i = words.size(); i-- > 0;) {
        if (words[i].size() == 4 && is_number(words[i])) {
            return date_ending_at(words, i);
        }
    }
    return std::nullopt;
}

Result<time::PartialDate> checked(const std::string& iso_text, std::string_view as_written) {
    auto date = time::PartialDate::parse(iso_text);
    if (!date) {
        return problem("deadline.bad_date", std::string{as_written});
    }
    date->as_written = std::string{as_written};
    return *date;
}

bool phrase_at(const Words& words, std::size_t at, std::string_view phrase) {
    std::size_t from = 0;
    while (from <= phrase.size()) {
        const auto space = std::min(phrase.find(' ', from), phrase.size());
        if (at >= words.size() || words[at] != phrase.substr(from, space - from)) {
            return false;
        }
        ++at;
        from = space + 1;
    }
    return true;
}

enum class Sense { before, by, on, not_a_deadline };

struct Phrase {
    std::string_view folded;
    Sense sense;
};

constexpr std::array phrases{Phrase{"truoc", Sense::before},
                             Phrase{"cham nhat", Sense::by},
                             Phrase{"khong muon hon", Sense::by},
                             Phrase{"khong qua", Sense::by},
                             Phrase{"muon nhat", Sense::by},
                             Phrase{"den het", Sense::by},
                             Phrase{"het ngay", Sense::by},
                             Phrase{"den", Sense::by},
                             Phrase{"han cuoi", Sense::by},
                             Phrase{"han chot", Sense::by},
                             Phrase{"trong", Sense::on},
                             Phrase{"sau ngay", Sense::not_a_deadline},
                             Phrase{"sau thang", Sense::not_a_deadline},
                             Phrase{"ke tu ngay", Sense::not_a_deadline}};

// The phrase nearest to the date rules: "từ ngày 05/7 đến trước ngày 01/8/2024" is "before".
// Eight words reach over "trước 17 giờ 30 phút thứ Tư ngày", not into the sentence before.
Sense sense_before(const Words& words, std::size_t date_begin) {
    const std::size_t reach = date_begin > 8 ? date_begin - 8 : 0;
    for (std::size_t at = date_begin; at-- > reach;) {
        for (const auto& phrase : phrases) {
            if (phrase_at(words, at, phrase.folded)) {
                return phrase.sense;
            }
        }
    }
    return Sense::on;
}

std::optional<int> clock_before(const Words& words, std::size_t date_begin) {
    for (std::size_t at = date_begin; at-- > 1;) {
        if (words[at] != "gio" || !small_number(words, at - 1) || number(words[at - 1]) > 24) {
            continue;
        }
        const bool minutes = at + 1 < date_begin && small_number(words, at + 1);
        return number(words[at - 1]) * 60 + (minutes ? number(words[at + 1]) : 0);
    }
    return std::nullopt;
}

bool says_tentative(const Words& words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (phrase_at(words, at, "du kien")) {
            return true;
        }
    }
    return false;
}

}  // namespace

Result<Deadline> read_deadline(std::string_view as_written) {
    const auto words = words_of(as_written);
    const auto found = last_date(words);
    if (!found) {
        return problem("deadline.no_date", std::string{as_written});
    }
    const auto date = checked(found->iso, as_written);
    if (!date) {
        return tl::make_unexpected(date.error());
    }
    const auto sense = sense_before(words, found->begin);
    if (sense == Sense::not_a_deadline) {
        return problem("deadline.not_a_deadline", std::string{as_written});
    }
    const auto word = sense == Sense::before ? DueWord::before
                      : sense == Sense::by   ? DueWord::by
                                             : DueWord::on;
    return Deadline{word, *date, clock_before(words, found->begin), std::string{as_written}};
}

Result<PlannedDate> read_planned_date(std::string_view as_written) {
    const auto words = words_of(as_written);
    const auto found = last_date(words);
    if (!found) {
        return problem("deadline.no_date", std::string{as_written});
    }
    const auto date = checked(found->iso, as_written);
    if (!date) {
        return tl::make_unexpected(date.error());
    }
    return PlannedDate{*date, says_tentative(words), clock_before(words, found->begin),
                       std::string{as_written}};
}

Result<MonthWindow> read_month_window(std::string_view as_written) {
    const auto words = words_of(as_written);
    auto last = last_date(words);
    if (last && last->iso.size() == 10 && last->begin > 0 && words[last->begin - 1] == "thang") {
        ++last->begin;  // "tháng 1 - 3/2024": two months, not the first of March
        last->iso.resize(7);
    }
    if (!last) {
        return problem("deadline.no_window", std::string{as_written});
    }
    const Words head{words.begin(), words.begin() + static_cast<std::ptrdiff_t>(last->begin)};
    auto first = last_date(head);
    if (!first) {
        const bool month = !head.empty() && small_number(head, head.size() - 1);
        const bool to_word =
            head.size() > 1 && head.back() == "den" && small_number(head, head.size() - 2);
        if (!month && !to_word) {
            return problem("deadline.no_window", std::string{as_written});
        }
        const auto& written = month ? head.back() : head[head.size() - 2];
        first = Found{iso(number(last->iso.substr(0, 4)), number(written), 0), 0, 0};
    }
    const auto from = checked(first->iso, as_written);
    const auto to = checked(last->iso, as_written);
    if (!from || !to) {
        return problem("deadline.bad_date", std::string{as_written});
    }
    if (!from->month || !to->month) {
        return problem("deadline.no_window", std::string{as_written});
    }
    if (to->latest() < from->earliest()) {
        return problem("deadline.window_reversed", std::string{as_written});
    }
    return MonthWindow{*from, *to};
}

time::Date last_day(DueWord word, const time::PartialDate& date, bool with_hour) {
    if (word == DueWord::before && !with_hour) {
        return date.earliest() + -1;
    }
    return date.latest();
}

time::Date last_day(const Deadline& deadline) {
    return last_day(deadline.word, deadline.date, deadline.minute_of_day.has_value());
}

bool in_time(const Deadline& deadline, const time::Date& received_on) {
    return received_on <= last_day(deadline);
}

}  // namespace ketnap::workflow
