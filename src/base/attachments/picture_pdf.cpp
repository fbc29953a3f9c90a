// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/picture_pdf.h"

#include "base/attachments/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ketnap::attachments {
namespace {

using pictures::Shape;

/// One picture: its shape, its bytes as a PDF wants them, and where the next one begins.
struct Shot {
    Shape shape;
    bool is_png = false;
    std::vector<std::string_view> data;
    std::size_t end = 0;
    bool whole = false;
};

Shot shot_at(std::string_view bytes) {
    Shot out;
    out.is_png = bytes.starts_with(pictures::png_head);
    const auto see = [&](std::string_view piece) {
        pictures::look(out.shape, piece, out.is_png);
        const bool own = piece.data() >= bytes.data() && piece.data() < bytes.data() + bytes.size();
        if (!own) {
            return;  // how it was held: the page is turned instead
        }
        out.end = static_cast<std::size_t>(piece.data() - bytes.data()) + piece.size();
        if (!out.is_png) {
            out.data.push_back(piece);
        } else if (piece.size() > 12 && piece.substr(4, 4) == "IDAT") {
            out.data.push_back(piece.substr(8, piece.size() - 12));
        }
    };
    out.whole = out.is_png ? pictures::walk_png(bytes, see) : pictures::walk_jpeg(bytes, see);
    return out;
}

bool can_be_shown(const Shot& picture) {
    const Shape& s = picture.shape;
    return (s.channels == 1 || s.channels == 3) && s.bits >= 1 && s.bits <= 8 && !s.interlaced &&
           !s.transparent;
}

/// Numbers its objects and remembers where each begins.
class Writer {
  public:
    explicit Writer(const std::function<void(std::string_view)>& take) : m_take(take) {
        put("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n");
    }
    void put(std::string_view text) {
        m_take(text);
        m_at += text.size();
    }
    void begin(std::size_t number) {
        m_begins.resize(std::max(m_begins.size(), number + 1));
        m_begins[number] = m_at;
        put(fmt::format("{} 0 obj\n", number));
    }
    void finish() {
        const auto table = m_at;
        put(fmt::format("xref\n0 {}\n0000000000 65535 f \n", m_begins.size()));
        for (std::size_t i = 1; i < m_begins.size(); ++i) {
            put(fmt::format("{:010} 00000 n \n", m_begins[i]));
        }
        put(fmt::format("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", m_begins.size(),
                        table));
    }

  private:
    const std::function<void(std::string_view)>& m_take;
    std::size_t m_at = 0;
    std::vector<std::size_t> m_begins;
};

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string colours_of(const Shot& picture) {
    const Shape& s = picture.shape;
    if (!s.palette.empty()) {
        return fmt::format("[/Indexed/DeviceRGB {} <{}>]", s.palette.size() / 3 - 1,
                           hex(s.palette));
    }
    return s.channels == 1 ? "/DeviceGray" : "/DeviceRGB";
}

std::string filter_of(const Shot& picture) {
    const Shape& s = picture.shape;
    return picture.is_png
               ? fmt::format(
                     "/FlateDecode/DecodeParms<</Predictor 15/Colors {}/BitsPerComponent "
                     "{}/Columns {}>>",
                     s.channels, s.bits, s.width)
               : "/DCTDecode";
}

/// The number of the first of the three objects of a page; 1 and 2 are catalogue and pages.
std::size_t first_object(std::size_t page) {
    return 3 + page * 3;
}

/// As large as A4 along its longer side.
void put_page(Writer& out, const Shot& picture, std::size_t page) {
    constexpr std::uint32_t longest = 842;
    const Shape& s = picture.shape;
    const auto side = std::max(s.width, s.height);
    const auto width = std::max(1U, s.width * longest / side);
    const auto height = std::max(1U, s.height * longest / side);
    const auto turn = s.orientation == 3   ? 180
                      : s.orientation == 6 ? 90
                      : s.orientation == 8 ? 270
                                           : 0;
    const auto first = first_object(page);
    out.begin(first);
    out.put(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {}/Contents {} 0 R"
                    "/Resources<</XObject<</P {} 0 R>>>>>>\nendobj\n",
                    width, height, turn, first + 1, first + 2));
    const auto drawn = fmt::format("{} 0 0 {} 0 0 cm /P Do", width, height);
    out.begin(first + 1);
    out.put(fmt::format("<</Length {}>>\nstream\n{}\nendstream\nendobj\n", drawn.size(), drawn));
    std::size_t length = 0;
    for (const auto piece : picture.data) {
        length += piece.size();
    }
    out.begin(first + 2);
    out.put(
        fmt::format("<</Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent "
                    "{}/ColorSpace {}/Filter{}/Length {}>>\nstream\n",
                    s.width, s.height, s.bits, colours_of(picture), filter_of(picture), length));
    for (const auto piece : picture.data) {
        out.put(piece);
    }
    out.put("\nendstream\nendobj\n");
}

void put_tree(Writer& out, std::size_t pages) {
    out.begin(1);
    out.put("<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
    out.begin(2);
    std::string kids;
    for (std::size_t page = 0; page < pages; ++page) {
        kids += fmt::format("{} 0 R ", first_object(page));
    }
    out.put(fmt::format("<</Type/Pages/Count {}/Kids[{}]>>\nendobj\n", pages, kids));
}

}  // namespace

bool begins_picture(std::string_view bytes) {
    return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with(pictures::png_head);
}

Result<std::int64_t> pdf_of_pictures(std::string_view bytes,
                                     const std::function<void(std::string_view)>& take) {
    Writer out{take};
    std::size_t pages = 0;
    while (!bytes.empty()) {
        const auto number = std::to_string(pages + 1);
        if (!begins_picture(bytes)) {
            return problem("scan.picture_else", std::to_string(pages));
        }
        const Shot picture = shot_at(bytes);
        if (!picture.whole) {
            return problem("scan.picture_damaged", number);
        }
        if (!can_be_shown(picture)) {
            return problem("scan.picture_kind", number);
        }
        put_page(out, picture, pages++);
        bytes.remove_prefix(picture.end);
    }
    put_tree(out, pages);
    out.finish();
    return static_cast<std::int64_t>(pages);
}

}  // namespace ketnap::attachments
