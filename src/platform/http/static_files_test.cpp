// SPDX-License-Identifier: Apache-2.0
#include "platform/http/static_files.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

using namespace ketnap::http;
namespace fs = std::filesystem;

namespace {

class Folder {
  public:
    Folder() {
        auto name = (fs::temp_directory_path() / "ketnap-static-XXXXXX").string();
        m_path = mkdtemp(name.data());
        for (const auto* file :
             {"index.html", "gate.html", "assets/app-B3x_9kQz.js", "assets/app-B3x_9kQz.js.br",
              "assets/app-B3x_9kQz.js.gz", "sw.js", ".secret.txt", "app.js.map", "lonely.css.br"}) {
            fs::create_directories((m_path / file).parent_path());
            std::ofstream{m_path / file} << file;
        }
        fs::create_symlink("/etc/passwd", m_path / "link.txt");
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return m_path; }

  private:
    fs::path m_path;
};

Request get(std::string path, Fields headers = {}) {
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return request;
}

std::string field(const Response& response, std::string_view name) {
    Request as_request;
    as_request.headers = response.headers;
    return std::string{as_request.header(name)};
}

}  // namespace

TEST_CASE("the smallest form the browser takes is sent") {
    const Folder folder;
    const StaticFiles files{folder.path()};
    const auto sent = [&](const char* codings) {
        return files.serve(get("/assets/app-B3x_9kQz.js", {{"Accept-Encoding", codings}}))
            ->file.filename()
            .string();
    };
    CHECK(sent("gzip, br") == "app-B3x_9kQz.js.br");
    CHECK(sent("gzip, br;q=0") == "app-B3x_9kQz.js.gz");
    CHECK(sent("gzip;q=0.5") == "app-B3x_9kQz.js.gz");
    CHECK(sent("identity") == "app-B3x_9kQz.js");
}

TEST_CASE("hashed names are kept for ever, others are asked for again") {
    const Folder folder;
    const StaticFiles files{folder.path()};
    CHECK(field(*files.serve(get("/assets/app-B3x_9kQz.js")), "cache-control") ==
          "public, max-age=31536000, immutable");
    const auto page = files.serve(get("/"));
    REQUIRE(page);
    CHECK(field(*page, "cache-control") == "no-cache");
    const auto again = files.serve(get("/", {{"If-None-Match", field(*page, "etag")}}));
    CHECK(again->status == 304);
    CHECK(again->file.empty());
}

TEST_CASE("an address of the screens gives the page, anything else is no file") {
    const Folder folder;
    const StaticFiles files{folder.path()};
    const Fields browser{{"Accept", "text/html,*/*"}};
    CHECK(files.serve(get("/people/7", browser))->file.filename() == "index.html");
    CHECK(files.serve(get("/gate", browser))->file.filename() == "gate.html");
    CHECK(files.serve(get("/gate/3", browser))->file.filename() == "gate.html");
    CHECK_FALSE(files.serve(get("/people/7")));
    CHECK_FALSE(files.serve(get("/assets/gone-B3x_9kQz.js", browser)));
    CHECK_FALSE(files.serve(get("/api/people", browser)));
}

TEST_CASE("no path leaves the folder, and hidden files, maps and links are not served") {
    const Folder folder;
    const StaticFiles files{folder.path()};
    for (const auto* path : {"/../etc/passwd", "/..", "/assets/../../etc/passwd", "//etc/passwd",
                             "/.secret.txt", "/app.js.map", "/link.txt", "/assets", "/lonely.css",
                             "/assets/app-B3x_9kQz.js.br", "/index.html/", "\\index.html"}) {
        CAPTURE(path);
        CHECK_FALSE(files.serve(get(path)));
    }
    CHECK(files.serve(get("/sw.js")));
}
