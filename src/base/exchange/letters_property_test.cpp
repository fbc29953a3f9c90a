// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/legacy_file.h"
#include "platform/text/text.h"

#include <doctest/doctest.h>
#include <iconv.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace ketnap;
using text::Encoding;

namespace {

const text::Legacy& legacy() {
    static const auto one =
        exchange::load_legacy(std::string{KETNAP_SOURCE_DIR} + "/data/text/legacy.json");
    return one;
}

const std::vector<std::string> small{
    "a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ",
    "ậ", "e", "è", "ẻ", "ẽ", "é", "ẹ", "ê", "ề", "ể", "ễ", "ế", "ệ", "i", "ì", "ỉ", "ĩ",
    "í", "ị", "o", "ò", "ỏ", "õ", "ó", "ọ", "ô", "ồ", "ổ", "ỗ", "ố", "ộ", "ơ", "ờ", "ở",
    "ỡ", "ớ", "ợ", "u", "ù", "ủ", "ũ", "ú", "ụ", "ư", "ừ", "ử", "ữ", "ứ", "ự", "y", "ỳ",
    "ỷ", "ỹ", "ý", "ỵ", "đ", "b", "c", "n", "g", "h", "t", " ", "m"};

rc::Gen<std::string> vietnamese(bool capitals) {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(small)),
                        [capitals](const std::vector<std::string>& letters) {
                            std::string out;
                            for (std::size_t i = 0; i < letters.size(); ++i) {
                                out +=
                                    capitals && i % 3 == 0 ? text::upper(letters[i]) : letters[i];
                            }
                            return out;
                        });
}

// Asked of the C library, which has tables of its own; nothing when it lacks the encoding.
std::optional<std::string> c_library(const char* encoding, std::string bytes) {
    const auto converter = iconv_open("UTF-8", encoding);
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return std::nullopt;
    }
    std::string out(bytes.size() * 4 + 8, '\0');
    auto* in = bytes.data();
    auto* to = out.data();
    auto in_left = bytes.size();
    auto out_left = out.size();
    iconv(converter, &in, &in_left, &to, &out_left);
    iconv(converter, nullptr, nullptr, &to, &out_left);
    iconv_close(converter);
    out.resize(out.size() - out_left);
    return text::nfc(out);
}

}  // namespace

TEST_CASE("what is written in an old encoding is read back the same") {
    CHECK(rc::check([] {
        for (const auto encoding : {Encoding::tcvn3, Encoding::vni, Encoding::cp1258}) {
            const auto text = text::nfc(*vietnamese(encoding != Encoding::tcvn3));
            const auto seen = legacy().from_unicode(text, encoding);
            RC_ASSERT(seen.has_value());
            RC_ASSERT(legacy().is_seen(*seen));
            RC_ASSERT(legacy().to_unicode(*seen, encoding) == text);
        }
    }));
}

TEST_CASE("any bytes become valid text in every encoding, and the same text twice") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto seen = text::seen_text(bytes);
        for (const auto encoding : {Encoding::tcvn3, Encoding::vni, Encoding::cp1258}) {
            const auto read = legacy().to_unicode(seen, encoding);
            RC_ASSERT(text::is_valid_utf8(read));
            RC_ASSERT(text::nfc(read) == read);
        }
    }));
}

TEST_CASE("the tables agree with those of the C library") {
    for (int byte = 0xA1; byte < 0xFF; ++byte) {
        const std::string bytes{"n" + std::string(1, static_cast<char>(byte))};
        const auto seen = text::seen_text(bytes);
        const auto ours = legacy().to_unicode(seen, Encoding::tcvn3);
        if (const auto theirs = c_library("TCVN5712-1", bytes); theirs && ours != text::nfc(seen)) {
            INFO(byte);
            CHECK(ours == *theirs);
        }
        if (const auto theirs = c_library("CP1258", bytes)) {
            INFO(byte);
            CHECK(legacy().to_unicode(seen, Encoding::cp1258) == *theirs);
        }
    }
}
