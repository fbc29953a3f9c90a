// SPDX-License-Identifier: Apache-2.0
#include "platform/jobs/jobs.h"

#include "support/db_fixture.h"

#include <atomic>
#include <latch>
#include <thread>

using namespace ketnap;
using namespace ketnap::jobs;
using ketnap::test::TestDb;

namespace {

struct Fixture {
    TestDb db;
    time::FixedClock clock{time::Moment{TestDb::now_ms}};
    std::unique_ptr<Jobs> jobs = std::make_unique<Jobs>(*db, clock);

    JobId add(const std::string& kind, const std::string& payload = "{}",
              std::int64_t not_before = 0) {
        return db.write([&](db::Tx& tx) { return jobs->enqueue(tx, kind, payload, not_before); });
    }
    Status status(const JobId& id) { return jobs->status(TestDb::tenant, id).value(); }
    /// A new process on the same data.
    void restart() { jobs = std::make_unique<Jobs>(*db, clock); }
    void wait_until_ended(const JobId& id) {
        while (!status(id).finished_at) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        }
    }
};

}  // namespace

DB_TEST_CASE("a job runs after the commit that asked for it, with its payload, once") {
    Fixture f;
    std::vector<std::string> ran;
    f.jobs->handle("paper.render", [&](JobContext& job) {
        CHECK(job.tenant() == TestDb::tenant);
        job.progress(3, 3, "a.docx");
        job.set_result("{\"pages\":1}");
        ran.push_back(job.payload());
    });
    const auto id = f.add("paper.render", "{\"paper\":7}");
    CHECK(f.status(id).state == State::waiting);
    f.jobs->drain();
    f.jobs->drain();
    CHECK(ran == std::vector<std::string>{"{\"paper\":7}"});
    const auto status = f.status(id);
    CHECK(status.state == State::done);
    CHECK(status.done_count == 3);
    CHECK(status.total_count == 3);
    CHECK(status.what == "a.docx");
    CHECK(status.result == "{\"pages\":1}");
    CHECK(status.finished_at == TestDb::now_ms);
}

DB_TEST_CASE("an undone change leaves no job") {
    Fixture f;
    CHECK_THROWS_AS(f.db.write([&](db::Tx& tx) {
        f.jobs->enqueue(tx, "mail.send", "{}");
        throw Conflict{};
    }),
                    Conflict);
    CHECK(f.jobs->recent(TestDb::tenant, 10).empty());
}

DB_TEST_CASE("a job that fails is tried again later, and given up after five times") {
    Fixture f;
    int ran = 0;
    f.jobs->handle("mail.send", [&](JobContext&) {
        ++ran;
        throw DbError{"no relay"};
    });
    const auto id = f.add("mail.send");
    f.jobs->drain();
    CHECK(ran == 1);
    CHECK(f.status(id).state == State::waiting);
    CHECK(f.status(id).error == "failed: no relay");
    f.clock.advance_ms(9'999);
    f.jobs->drain();
    CHECK(ran == 1);
    for (int i = 0; i < 10; ++i) {
        f.clock.advance_ms(1'000'000);
        f.jobs->drain();
    }
    CHECK(ran == 5);
    CHECK(f.status(id).state == State::failed);
}

DB_TEST_CASE("a refused job fails at once with its code, and a library's text is not kept") {
    Fixture f;
    f.jobs->handle("a.refused", [](JobContext&) { throw NotFound{}; });
    f.jobs->handle("a.odd", [](JobContext&) { throw std::runtime_error{"Nguyễn Văn A"}; });
    const auto refused = f.add("a.refused");
    const auto odd = f.add("a.odd");
    f.jobs->drain();
    CHECK(f.status(refused).state == State::failed);
    CHECK(f.status(refused).error == "not_found");
    CHECK(f.status(odd).error == "failed");
}

DB_TEST_CASE("a job is not run before its time, nor without a handler") {
    Fixture f;
    int ran = 0;
    f.jobs->handle("a.known", [&](JobContext&) { ++ran; });
    const auto later = f.add("a.known", "{}", TestDb::now_ms + 60'000);
    const auto unknown = f.add("a.unknown");
    f.jobs->drain();
    CHECK(ran == 0);
    f.clock.advance_ms(60'000);
    f.jobs->drain();
    CHECK(f.status(later).state == State::done);
    CHECK(f.status(unknown).state == State::waiting);
}

DB_TEST_CASE("a waiting job can be cancelled, an ended one cannot") {
    Fixture f;
    f.jobs->handle("a.b", [](JobContext&) {});
    const auto id = f.add("a.b");
    CHECK(f.jobs->cancel(TestDb::tenant, id));
    CHECK_FALSE(f.jobs->cancel(TestDb::tenant, id));
    CHECK_FALSE(f.jobs->cancel(TestDb::other_tenant, id));
    f.jobs->drain();
    CHECK(f.status(id).state == State::cancelled);
}

DB_TEST_CASE("a running job hears that it is to stop") {
    Fixture f;
    std::latch running{1};
    f.jobs->handle("a.long", [&](JobContext& job) {
        running.count_down();
        while (!job.cancelled()) {
            std::this_thread::yield();
        }
    });
    const auto id = f.add("a.long");
    f.jobs->start();
    running.wait();
    CHECK(f.jobs->cancel(TestDb::tenant, id));
    f.wait_until_ended(id);
    CHECK(f.status(id).state == State::cancelled);
}

DB_TEST_CASE("a job interrupted by a stop runs again in the next process") {
    Fixture f;
    std::latch running{1};
    f.jobs->handle("a.long", [&](JobContext& job) {
        running.count_down();
        while (!job.cancelled()) {
            std::this_thread::yield();
        }
    });
    const auto id = f.add("a.long");
    f.jobs->start();
    running.wait();
    f.jobs->stop();
    CHECK(f.status(id).state == State::waiting);
    CHECK(f.status(id).attempts == 0);
    f.restart();
    f.jobs->handle("a.long", [](JobContext&) {});
    f.jobs->start();
    f.wait_until_ended(id);
    CHECK(f.status(id).state == State::done);
}

DB_TEST_CASE("a job whose process died runs again, but does not for ever kill the next") {
    Fixture f;
    int ran = 0;
    f.jobs->handle("a.b", [&](JobContext&) { ++ran; });
    const auto id = f.add("a.b");
    const auto die_while_running = [&](int attempts) {
        f.db.write([&](db::Tx& tx) {
            tx.run(
                "UPDATE job SET state = 'running', runner = 'dead', attempts = ?2, due_at = ?3"
                " WHERE tenant_id = ?1",
                {attempts, f.clock.now().ms + 600'000});
        });
    };
    die_while_running(1);
    f.jobs->drain();
    CHECK(ran == 0);  // its lease still runs
    f.clock.advance_ms(600'001);
    f.jobs->drain();
    CHECK(ran == 1);
    CHECK(f.status(id).state == State::done);

    die_while_running(5);
    f.clock.advance_ms(600'001);
    f.jobs->drain();
    CHECK(ran == 1);
    CHECK(f.status(id).state == State::failed);
    CHECK(f.status(id).error == "too_many_attempts");
}

TEST_CASE("with one file a new process takes back at once what the dead one left running") {
    test::engine_under_test() = db::Engine::sqlite;
    Fixture f;
    f.jobs->handle("a.b", [](JobContext&) {});
    const auto id = f.add("a.b");
    f.db.write([&](db::Tx& tx) {
        tx.run(
            "UPDATE job SET state = 'running', runner = 'dead', attempts = 1, due_at = ?2"
            " WHERE tenant_id = ?1",
            {f.clock.now().ms + 600'000});
    });
    f.jobs->start();
    f.wait_until_ended(id);
    CHECK(f.status(id).state == State::done);
}

DB_TEST_CASE("several workers and nodes share the work and none is done twice") {
    Fixture f;
    Jobs other{*f.db, f.clock};
    std::atomic<int> ran = 0;
    for (auto* node : {f.jobs.get(), &other}) {
        node->handle("a.b", [&](JobContext&) { ++ran; });
    }
    std::vector<JobId> ids;
    for (int i = 0; i < 40; ++i) {
        ids.push_back(f.add("a.b"));
    }
    f.jobs->start(2);
    if (f.db.engine() == db::Engine::postgres) {
        other.start(2);
    }
    for (const auto& id : ids) {
        f.wait_until_ended(id);
    }
    CHECK(ran == 40);
    CHECK(f.jobs->recent(TestDb::tenant, 100).size() == 40);
}
