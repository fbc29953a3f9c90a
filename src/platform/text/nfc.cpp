// SPDX-License-Identifier: Apache-2.0
// The only file that knows ICU.
#include "platform/text/letters.h"
#include "platform/text/nfkc.h"
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/vocabulary/errors.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace ketnap::text {
namespace {

const icu::Normalizer2& normalizer() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* one = icu::Normalizer2::getNFCInstance(status);
    KETNAP_CHECK(one != nullptr);
    return *one;
}

const icu::Normalizer2& compatibility_normalizer() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* one = icu::Normalizer2::getNFKCInstance(status);
    KETNAP_CHECK(one != nullptr);
    return *one;
}

std::string normalized(std::string_view text, const icu::Normalizer2& by) {
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), ascii)) {
        return std::string{text};
    }
    std::string valid;
    if (!is_valid_utf8(text)) {
        for (std::size_t at = 0; at < text.size();) {
            append_code_point(valid, next_code_point(text, at));
        }
        text = valid;
    }
    std::string out;
    icu::StringByteSink<std::string> sink{&out, static_cast<int32_t>(text.size())};
    UErrorCode status = U_ZERO_ERROR;
    by.normalizeUTF8(0, icu::StringPiece{text.data(), static_cast<int32_t>(text.size())}, sink,
                     nullptr, status);
    KETNAP_CHECK(U_SUCCESS(status));
    return out;
}

// Letters that Unicode does not take apart.
struct Whole {
    char32_t lower;
    const char* ascii;
};
constexpr Whole wholes[] = {
    {U'đ', "d"},  {U'ð', "d"},  {0x0256, "d"}, {U'ø', "o"},  {U'ł', "l"},
    {U'æ', "ae"}, {U'œ', "oe"}, {U'ß', "ss"},  {U'þ', "th"}, {U'ħ', "h"},
    {U'ı', "i"},  {U'ŋ', "n"},  {0x017F, "s"},
};

std::array<char, 3> ascii_of(char32_t base) {
    if ((base >= 'a' && base <= 'z') || (base >= '0' && base <= '9')) {
        return {static_cast<char>(base), 0, 0};
    }
    for (const auto& whole : wholes) {
        if (whole.lower == base) {
            return {whole.ascii[0], whole.ascii[1], 0};
        }
    }
    return {};
}

// The combining marks of `point` in canonical order after its base.
icu::UnicodeString taken_apart(char32_t point) {
    icu::UnicodeString parts;
    if (!normalizer().getDecomposition(static_cast<UChar32>(point), parts)) {
        parts.setTo(static_cast<UChar32>(point));
    }
    return parts;
}

void apply_mark(Letter& letter, UChar32 mark) {
    switch (mark) {
        case 0x0300:
            letter.tone = Tone::huyen;
            break;
        case 0x0309:
            letter.tone = Tone::hoi;
            break;
        case 0x0303:
            letter.tone = Tone::nga;
            break;
        case 0x0301:
            letter.tone = Tone::sac;
            break;
        case 0x0323:
            letter.tone = Tone::nang;
            break;
        case 0x0306:
            letter.variant = '{';
            break;
        case 0x0302:
            letter.variant = letter.ascii[0] == 'a' ? '|' : '{';
            break;
        case 0x031B:
            letter.variant = letter.ascii[0] == 'o' ? '|' : '{';
            break;
        default:
            break;
    }
}

char32_t toneless(const Letter& letter, char32_t lower) {
    if (letter.variant == 0 || letter.ascii[0] == 'd') {
        return letter.ascii[0] == 0 || letter.ascii[0] == 'd'
                   ? lower
                   : static_cast<char32_t>(letter.ascii[0]);
    }
    switch (letter.ascii[0]) {
        case 'a':
            return letter.variant == '{' ? U'ă' : U'â';
        case 'e':
            return U'ê';
        case 'o':
            return letter.variant == '{' ? U'ô' : U'ơ';
        case 'u':
            return U'ư';
        default:
            return lower;
    }
}

// Letters of other scripts lose the marks that a decomposed text would lose.
char32_t without_latin_marks(const icu::UnicodeString& parts, char32_t lower) {
    for (int i = parts.moveIndex32(0, 1); i < parts.length(); i = parts.moveIndex32(i, 1)) {
        if (!is_latin_mark(static_cast<char32_t>(parts.char32At(i)))) {
            return lower;
        }
    }
    return static_cast<char32_t>(u_tolower(parts.char32At(0)));
}

Letter make_letter(char32_t point) {
    const auto code = static_cast<UChar32>(point);
    Letter letter;
    letter.lower = static_cast<char32_t>(u_tolower(code));
    letter.upper = static_cast<char32_t>(u_toupper(code));
    const auto mask = U_GET_GC_MASK(code);
    letter.word = u_isalnum(code) || ((mask & U_GC_M_MASK) != 0 && !is_latin_mark(point));
    const auto parts = taken_apart(letter.lower);
    letter.ascii = ascii_of(static_cast<char32_t>(parts.char32At(0)));
    if (letter.ascii[0] == 0) {
        letter.toneless = without_latin_marks(parts, letter.lower);
        return letter;
    }
    if (letter.ascii[0] == 'd' && parts.char32At(0) != 'd') {
        letter.variant = '{';
    }
    for (int i = 1; i < parts.length(); ++i) {
        apply_mark(letter, parts.char32At(i));
    }
    letter.toneless = toneless(letter, letter.lower);
    return letter;
}

}  // namespace

const std::array<Letter, letter_table_end>& letter_table() {
    static const auto* table = [] {
        auto* made = new std::array<Letter, letter_table_end>;
        for (char32_t point = 0; point < letter_table_end; ++point) {
            (*made)[point] = make_letter(point);
        }
        return made;
    }();
    return *table;
}

Letter letter(char32_t point) {
    return point < letter_table_end ? letter_table()[point] : make_letter(point);
}

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t start = at;
        if (next_code_point(bytes, at) == 0xFFFD && at == start + 1) {
            return false;
        }
    }
    return true;
}

std::string nfc(std::string_view text) {
    return normalized(text, normalizer());
}

std::string nfkc(std::string_view text) {
    return normalized(text, compatibility_normalizer());
}

}  // namespace ketnap::text
