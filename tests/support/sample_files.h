// SPDX-License-Identifier: Apache-2.0
// For tests: small whole files of the kinds an office scans.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::test {

/// A PDF of so many pages, each with its number as text.
inline std::string sample_pdf(int pages, const std::string& word = "Trang") {
    std::vector<std::string> objects;
    std::string kids;
    for (int i = 0; i < pages; ++i) {
        kids += fmt::format("{} 0 R ", 4 + 2 * i);
    }
    objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
    objects.push_back(fmt::format("<< /Type /Pages /Count {} /Kids [ {}] >>", pages, kids));
    objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (int i = 0; i < pages; ++i) {
        const auto text = fmt::format("BT /F1 40 Tf 72 700 Td ({} {}) Tj ET", word, i + 1);
        objects.push_back(
            fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                        "/Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                        5 + 2 * i));
        objects.push_back(
            fmt::format("<< /Length {} >>\nstream\n{}\nendstream", text.size(), text));
    }
    std::string out = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto at = out.size();
    return out + table +
           fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                       objects.size() + 1, at);
}

/// The structure of a JPEG (8 × 8); no decoder is asked.
inline std::string sample_jpeg() {
    std::string out{"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 20};
    out += std::string{"\xFF\xC0\x00\x0B\x08\0\x08\0\x08\x01\x01\x11\0", 13};
    out += std::string{"\xFF\xDA\x00\x08\x01\x01\0\0\x3F\0", 10};
    out += std::string{"\x12\xFF\0\x34\xFF\xD0\x56", 7};
    return out + "\xFF\xD9";
}

/// A photo of a telephone: EXIF with the way it was held and the place.
inline std::string jpeg_with_place(const std::string& jpeg, char orientation) {
    std::string exif{"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24};
    exif += orientation;
    exif += std::string(7, '\0') + "GPS of a house";
    std::string segment{"\xFF\xE1\0", 3};
    segment += static_cast<char>(exif.size() + 2);
    return jpeg.substr(0, 20) + segment + exif + jpeg.substr(20);
}

inline std::string png_chunk(std::string_view type, std::string_view body) {
    std::string out(3, '\0');
    out += static_cast<char>(body.size());
    return out.append(type).append(body).append(4, '\0');
}

/// The structure of a PNG (1 × 1); no decoder is asked.
inline std::string sample_png() {
    std::string out{"\x89PNG\r\n\x1a\n", 8};
    out += png_chunk("IHDR", {"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 13});
    out += png_chunk("IDAT", {"\x78\x9c\x63\0\0\0\x02\0\x01", 9});
    return out + png_chunk("IEND", "");
}

inline std::string png_with_note(const std::string& png, std::string_view note) {
    const auto behind = std::string::size_type{8 + 25};
    return png.substr(0, behind) + png_chunk("tEXt", note) + png.substr(behind);
}

}  // namespace ketnap::test
