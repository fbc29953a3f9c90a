// SPDX-License-Identifier: Apache-2.0
#include "support/poppler.h"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace ketnap::support {
namespace {

std::string run(const std::string& pdf, const std::string& options) {
    static std::atomic<int> serial{0};
    const auto file =
        std::filesystem::temp_directory_path() /
        ("ketnap-pdf-" + std::to_string(::getpid()) + "-" + std::to_string(++serial) + ".pdf");
    std::ofstream(file, std::ios::binary) << pdf;
    const auto command = "pdftotext " + options + " " + file.string() + " -";
    // allow(shell): a test, and every word of the command is ours
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
    std::string out;
    if (pipe) {
        char buffer[4096];
        std::size_t got = 0;
        while ((got = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0) {
            out.append(buffer, got);
        }
    }
    std::filesystem::remove(file);
    if (out.empty()) {
        throw std::runtime_error("pdftotext gave nothing: is poppler-utils installed?");
    }
    return out;
}

double attribute(const std::string& line, const std::string& name) {
    double value = 0;
    const auto at = line.find(name + "=\"");
    if (at != std::string::npos) {
        const char* first = line.data() + at + name.size() + 2;
        std::from_chars(first, line.data() + line.size(), value);
    }
    return value;
}

}  // namespace

std::string pdf_text(const std::string& pdf) {
    return run(pdf, "-enc UTF-8");
}

std::vector<std::string> pdf_pages(const std::string& pdf) {
    const auto text = pdf_text(pdf);
    std::vector<std::string> pages;
    std::size_t from = 0;
    for (auto at = text.find('\f'); at != std::string::npos; at = text.find('\f', from)) {
        pages.push_back(text.substr(from, at - from));
        from = at + 1;
    }
    return pages;
}

std::vector<PdfWord> pdf_boxes(const std::string& pdf) {
    const auto text = run(pdf, "-bbox -enc UTF-8");
    std::vector<PdfWord> words;
    int page = 0;
    std::size_t from = 0;
    while (from < text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        const auto line = text.substr(from, end - from);
        from = end + 1;
        page += line.find("<page ") != std::string::npos ? 1 : 0;
        if (line.find("<word ") == std::string::npos) {
            continue;
        }
        const auto open = line.find('>') + 1;
        words.push_back({page, attribute(line, "xMin"), attribute(line, "yMin"),
                         attribute(line, "xMax"), attribute(line, "yMax"),
                         line.substr(open, line.find("</word>") - open)});
    }
    return words;
}

}  // namespace ketnap::support
