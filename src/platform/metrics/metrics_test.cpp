// SPDX-License-Identifier: Apache-2.0
#include "platform/metrics/metrics.h"

#include "platform/metrics/process.h"

#include <doctest/doctest.h>

using namespace ketnap::metrics;

TEST_CASE("a duration counts in every bucket whose bound it does not pass") {
    Durations durations;
    for (const auto us : {0, 500, 501, 30'000, 99'000'000}) {
        durations.add(us);
    }
    Text text;
    text.family("work_seconds", Text::Kind::histogram, "How long");
    text.durations({{"route", "/x"}}, durations.seen());
    const auto& page = text.page();
    const auto holds = [&](const char* line) { return page.find(line) != std::string::npos; };
    CHECK(page.starts_with("# HELP work_seconds How long\n# TYPE work_seconds histogram\n"));
    CHECK(holds("work_seconds_bucket{route=\"/x\",le=\"0.0005\"} 2\n"));
    CHECK(holds("work_seconds_bucket{route=\"/x\",le=\"0.001\"} 3\n"));
    CHECK(holds("work_seconds_bucket{route=\"/x\",le=\"10\"} 4\n"));
    CHECK(holds("work_seconds_bucket{route=\"/x\",le=\"+Inf\"} 5\n"));
    CHECK(holds("work_seconds_sum{route=\"/x\"} 99.031001\n"));
    CHECK(holds("work_seconds_count{route=\"/x\"} 5\n"));
}

TEST_CASE("a label can neither end its quotes nor its line") {
    Text text;
    text.family("a", Text::Kind::counter, "A");
    text.sample({{"x", "1\"2\\3\n4"}, {"y", ""}}, 7);
    text.sample({}, 0.5);
    CHECK(text.page().ends_with("\na{x=\"1\\\"2\\\\3\\n4\",y=\"\"} 7\na 0.5\n"));
}

TEST_CASE("the process knows its own memory, threads and files") {
    Text text;
    add_process(text);
    CHECK(text.page().find("process_resident_memory_bytes 0\n") == std::string::npos);
    CHECK(text.page().find("process_open_fds 0\n") == std::string::npos);
    CHECK(text.page().find("process_threads 0\n") == std::string::npos);
}
