// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/kind.h"

#include "support/sample_files.h"

#include <doctest/doctest.h>

using namespace ketnap;
using attachments::Kind;
using attachments::kind_of;

namespace {

std::string kept(Kind kind, std::string_view bytes) {
    std::string out;
    attachments::each_kept_piece(kind, bytes, [&](std::string_view piece) { out += piece; });
    return out;
}

std::string problem_of(std::string_view bytes) {
    const auto kind = kind_of(bytes);
    return kind ? "" : kind.error().key;
}

std::string first_rule(std::string_view name, Kind kind) {
    const auto findings = attachments::check_name(name, kind);
    return findings.empty() ? "" : findings[0].rule;
}

}  // namespace

TEST_CASE("a file is what its bytes say") {
    CHECK(kind_of(test::sample_pdf(2)).value() == Kind::pdf);
    CHECK(kind_of(test::sample_jpeg()).value() == Kind::jpeg);
    CHECK(kind_of(test::sample_png()).value() == Kind::png);
    CHECK(problem_of("") == "attachment.empty");
    CHECK(problem_of("MZ\x90 a program") == "attachment.not_allowed");
    CHECK(problem_of("<html><script>alert(1)</script>") == "attachment.not_allowed");
    CHECK(problem_of("PK\x03\x04 a zip") == "attachment.not_allowed");
}

TEST_CASE("a file that only begins like one of ours is refused") {
    CHECK(problem_of("%PDF-1.7\nand nothing more") == "attachment.damaged");
    CHECK(problem_of("\xFF\xD8\xFF and nothing more") == "attachment.damaged");
    CHECK(problem_of("\x89PNG\r\n\x1a\n and nothing more") == "attachment.damaged");
    const auto pdf = test::sample_pdf(1);
    CHECK(problem_of(pdf.substr(0, pdf.size() / 2)) == "attachment.damaged");
    CHECK(problem_of(pdf + "PK\x03\x04 a zip behind it") == "attachment.damaged");
    CHECK(problem_of(" " + pdf) == "attachment.not_allowed");
    const auto png = test::sample_png();
    CHECK(problem_of(png.substr(0, png.size() - 12)) == "attachment.damaged");
    const auto jpeg = test::sample_jpeg();
    CHECK(problem_of(jpeg.substr(0, jpeg.size() - 2)) == "attachment.damaged");
}

TEST_CASE("a PDF that is locked or does something is refused") {
    const auto with = [](const std::string& key) {
        auto pdf = test::sample_pdf(1);
        return pdf.insert(pdf.find("/Type /Catalog"), key + " ");
    };
    CHECK(problem_of(with("/Encrypt 9 0 R")) == "attachment.locked");
    CHECK(problem_of(with("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")) ==
          "attachment.active");
    CHECK(problem_of(with("/OpenAction << /S /Launch /F (x.exe) >>")) == "attachment.active");
    CHECK(problem_of(with("/LaunchDate (2024)")).empty());
}

TEST_CASE(
    "a picture keeps its dots and the way it stands, and loses where and with what it was taken") {
    const auto plain = test::sample_jpeg();
    const auto photo = test::jpeg_with_place(plain, 6);
    REQUIRE(kind_of(photo).value() == Kind::jpeg);
    const auto clean = kept(Kind::jpeg, photo + "PK\x03\x04 behind");
    CHECK(clean.find("GPS of a house") == std::string::npos);
    CHECK(clean.find("PK") == std::string::npos);
    CHECK(clean.find(std::string{"\x01\x12\0\x03\0\0\0\x01\0\x06", 10}) != std::string::npos);
    CHECK(kind_of(clean).value() == Kind::jpeg);
    CHECK(kept(Kind::jpeg, clean) == clean);
    CHECK(kept(Kind::jpeg, plain) == plain);

    const auto noted = test::png_with_note(test::sample_png(), "GPS of a house");
    CHECK(kind_of(noted).value() == Kind::png);
    CHECK(kept(Kind::png, noted) == test::sample_png());
}

TEST_CASE("a name must end as the file is, and carry no mark of secrecy") {
    CHECK(first_rule("ly lich.PDF", Kind::pdf).empty());
    CHECK(first_rule("trang 1.JPG", Kind::jpeg).empty());
    CHECK(first_rule("trang 1.pdf", Kind::jpeg) == "attachment.not_what_it_says");
    CHECK(first_rule("không đuôi", Kind::pdf) == "attachment.not_what_it_says");
    for (const auto* name : {"MẬT - báo cáo.pdf", "tuyệt mật.pdf", "12_QĐ_TỐI MẬT.pdf",
                             "bao cao TUYET MAT.pdf", "do mat.pdf", "TÀI LIỆU MẬT.pdf"}) {
        CAPTURE(name);
        CHECK(first_rule(name, Kind::pdf) == "attachment.secret_mark");
    }
    for (const auto* name : {"cam kết bảo mật.pdf", "đổi mật khẩu.pdf", "mat truoc the.pdf",
                             "Lý lịch Nguyễn Văn Mạt.pdf", "mật độ.pdf"}) {
        CAPTURE(name);
        CHECK(first_rule(name, Kind::pdf).empty());
    }
}

TEST_CASE("a stamp of secrecy stands alone on its line") {
    CHECK(attachments::has_secret_stamp("ĐẢNG BỘ TỈNH\n  MẬT  \nBÁO CÁO\n"));
    CHECK(attachments::has_secret_stamp("TUYỆT MẬT\n"));
    CHECK(!attachments::has_secret_stamp("Giữ bí mật của Đảng\nMật khẩu\nBẢO MẬT\n"));
}

TEST_CASE("a name is kept without folders and controls, and no longer than a screen can bear") {
    CHECK(attachments::clean_file_name("../../etc/passwd") == "passwd");
    CHECK(attachments::clean_file_name("C:\\quet\\lý lịch.pdf") == "lý lịch.pdf");
    const auto longest = attachments::clean_file_name(std::string(3'000, 'a') + ".pdf");
    CHECK(longest.size() <= 200);
    CHECK(longest.ends_with(".pdf"));
}
