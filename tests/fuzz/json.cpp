// SPDX-License-Identifier: Apache-2.0
// A body is read or refused with findings; what was read is written and read again unchanged.
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::fuzz {

enum class Colour { red, gold };
BOOST_DESCRIBE_ENUM(Colour, red, gold)

struct Inner {
    std::string name;
    std::optional<std::int64_t> number;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, number))

struct Outer {
    std::string text;
    bool truth = false;
    int small = 0;
    std::vector<Inner> list;
    std::map<std::string, std::string> words;
    std::optional<Colour> colour;
    std::optional<json::Raw> raw;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (text, truth, small, list, words, colour, raw))

}  // namespace ketnap::fuzz

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto read = json::read<fuzz::Outer>(fuzz::text(bytes, size));
    if (!read) {
        KETNAP_CHECK(!read.error().empty());
        return 0;
    }
    const auto written = json::write(*read);
    const auto again = json::read<fuzz::Outer>(written);
    KETNAP_CHECK(again.has_value());
    KETNAP_CHECK(json::write(*again) == written);
    return 0;
}
