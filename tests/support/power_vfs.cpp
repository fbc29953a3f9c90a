// SPDX-License-Identifier: Apache-2.0
#include "support/power_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace ketnap::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sector = 512;

struct Step {
    enum class Kind { write, truncate, sync, remove };
    Kind kind = Kind::write;
    std::string file;
    std::int64_t at = 0;  ///< offset, or size after a truncation
    std::string bytes;
};

struct State {
    std::mutex mutex;
    sqlite3_vfs* real = nullptr;
    bool recording = false;
    std::string folder;
    std::map<std::string, std::string> begin;  ///< what was durable when recording began
    std::vector<Step> steps;
    std::int64_t until_failure = 0;  ///< 0: none
    std::int64_t failures_left = 0;
    PowerVfs::Failure failure = PowerVfs::Failure::io;
    bool failed = false;
};

State& state() {
    static State the_one;
    return the_one;
}

bool is_recorded(const std::string& name) {
    return state().recording && name.starts_with(state().folder) && !name.ends_with("-shm");
}

void note(Step step) {
    const std::scoped_lock lock{state().mutex};
    if (is_recorded(step.file)) {
        state().steps.push_back(std::move(step));
    }
}

/// The failure of this operation, if it is its turn.
std::optional<PowerVfs::Failure> turn() {
    const std::scoped_lock lock{state().mutex};
    auto& s = state();
    if (s.failures_left == 0 || (s.until_failure > 0 && --s.until_failure > 0)) {
        return std::nullopt;
    }
    --s.failures_left;
    s.failed = true;
    return s.failure;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real;
    const char* name;  ///< lives as long as the file, says SQLite
};

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

std::string name_of(sqlite3_file* file) {
    const auto* name = reinterpret_cast<File*>(file)->name;
    return name == nullptr ? "" : name;
}

int close_file(sqlite3_file* f) {
    return real(f)->pMethods->xClose(real(f));
}

int read_file(sqlite3_file* f, void* into, int count, sqlite3_int64 at) {
    return turn() ? SQLITE_IOERR_READ : real(f)->pMethods->xRead(real(f), into, count, at);
}

int write_file(sqlite3_file* f, const void* from, int count, sqlite3_int64 at) {
    const auto failure = turn();
    if (failure == PowerVfs::Failure::short_write) {
        real(f)->pMethods->xWrite(real(f), from, count / 2, at);
        return SQLITE_FULL;
    }
    if (failure) {
        return failure == PowerVfs::Failure::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    const int code = real(f)->pMethods->xWrite(real(f), from, count, at);
    if (code == SQLITE_OK) {
        note({Step::Kind::write,
              name_of(f),
              at,
              {static_cast<const char*>(from), static_cast<std::size_t>(count)}});
    }
    return code;
}

int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
    if (turn()) {
        return SQLITE_IOERR_TRUNCATE;
    }
    const int code = real(f)->pMethods->xTruncate(real(f), size);
    note({Step::Kind::truncate, name_of(f), size, {}});
    return code;
}

int sync_file(sqlite3_file* f, int flags) {
    if (turn()) {
        return SQLITE_IOERR_FSYNC;
    }
    // nothing here needs the real disk to be waited for
    static_cast<void>(flags);
    note({Step::Kind::sync, name_of(f), 0, {}});
    return SQLITE_OK;
}

int file_size(sqlite3_file* f, sqlite3_int64* size) {
    return real(f)->pMethods->xFileSize(real(f), size);
}
int lock_file(sqlite3_file* f, int level) {
    return real(f)->pMethods->xLock(real(f), level);
}
int unlock_file(sqlite3_file* f, int level) {
    return real(f)->pMethods->xUnlock(real(f), level);
}
int check_lock(sqlite3_file* f, int* out) {
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int file_control(sqlite3_file* f, int operation, void* argument) {
    return real(f)->pMethods->xFileControl(real(f), operation, argument);
}
int sector_size(sqlite3_file* f) {
    return real(f)->pMethods->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f) {
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int count, int flags) {
    return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
}
void shm_barrier(sqlite3_file* f) {
    real(f)->pMethods->xShmBarrier(real(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
    return real(f)->pMethods->xShmUnmap(real(f), remove);
}

const sqlite3_io_methods methods{
    2,         close_file,  read_file,  write_file,   truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_lock, file_control, sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,  nullptr,      nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
    auto* file = reinterpret_cast<File*>(f);
    file->base.pMethods = nullptr;
    file->real = reinterpret_cast<sqlite3_file*>(file + 1);
    file->name = name;
    if (turn()) {
        return SQLITE_CANTOPEN;
    }
    const int code = state().real->xOpen(state().real, name, file->real, flags, out_flags);
    if (code == SQLITE_OK) {
        file->base.pMethods = &methods;
    }
    return code;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    if (turn()) {
        return SQLITE_IOERR_DELETE;
    }
    const int code = state().real->xDelete(state().real, name, sync_folder);
    if (code == SQLITE_OK) {
        note({Step::Kind::remove, name, sync_folder, {}});
    }
    return code;
}

sqlite3_vfs& own_vfs() {
    static sqlite3_vfs vfs{};
    return vfs;
}

void apply(std::string& image, const Step& step) {
    if (step.kind == Step::Kind::truncate) {
        image.resize(static_cast<std::size_t>(step.at));
        return;
    }
    const auto at = static_cast<std::size_t>(step.at);
    image.resize(std::max(image.size(), at + step.bytes.size()));
    std::memcpy(image.data() + at, step.bytes.data(), step.bytes.size());
}

/// A write of which only some sectors reached the disk.
void apply_torn(std::string& image, const Step& step, std::mt19937& random) {
    for (std::size_t done = 0; done < step.bytes.size();) {
        const auto at = static_cast<std::size_t>(step.at) + done;
        const auto count = std::min(sector - at % sector, step.bytes.size() - done);
        if (random() % 2 == 0) {
            apply(image, {Step::Kind::write, step.file, static_cast<std::int64_t>(at),
                          step.bytes.substr(done, count)});
        }
        done += count;
    }
}

/// One file as the disk holds it while the steps pass by.
struct OnDisk {
    std::optional<std::string> durable;  ///< none: the file is not there
    std::vector<const Step*> pending;
};

void settle(OnDisk& file) {
    for (const auto* step : file.pending) {
        if (step->kind == Step::Kind::remove) {
            file.durable.reset();
            continue;
        }
        if (!file.durable) {
            file.durable.emplace();
        }
        apply(*file.durable, *step);
    }
    file.pending.clear();
}

/// In the order in which it was written each waiting step came through, in part, or not at all.
std::optional<std::string> torn(const OnDisk& file, std::mt19937& random) {
    auto image = file.durable;
    for (const auto* step : file.pending) {
        const auto fate = random() % 4;
        if (fate == 0) {
            continue;
        }
        if (step->kind == Step::Kind::remove) {
            image.reset();
            continue;
        }
        if (!image) {
            image.emplace();
        }
        if (fate == 1 && step->kind == Step::Kind::write) {
            apply_torn(*image, *step, random);
        } else {
            apply(*image, *step);
        }
    }
    return image;
}

}  // namespace

PowerVfs::PowerVfs() {
    auto& s = state();
    s.real = sqlite3_vfs_find(nullptr);
    auto& vfs = own_vfs();
    vfs = *s.real;
    vfs.pNext = nullptr;
    vfs.zName = "power";
    vfs.szOsFile = static_cast<int>(sizeof(File)) + s.real->szOsFile;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
        throw std::runtime_error{"sqlite3_vfs_register"};
    }
}

PowerVfs::~PowerVfs() {
    heal();
    stop_recording();
    state().steps.clear();
    sqlite3_vfs_unregister(&own_vfs());
}

void PowerVfs::record(const fs::path& folder) {
    auto& s = state();
    const std::scoped_lock lock{s.mutex};
    s.folder = folder.string() + "/";
    s.steps.clear();
    s.begin.clear();
    for (const auto& entry : fs::directory_iterator{folder}) {
        std::ifstream in{entry.path(), std::ios::binary};
        s.begin[entry.path().string()] = {std::istreambuf_iterator<char>{in}, {}};
    }
    s.recording = true;
}

void PowerVfs::stop_recording() {
    const std::scoped_lock lock{state().mutex};
    state().recording = false;
}

std::int64_t PowerVfs::operations() const {
    const std::scoped_lock lock{state().mutex};
    return static_cast<std::int64_t>(state().steps.size());
}

void PowerVfs::cut_at(std::int64_t operation, std::mt19937& random, const fs::path& target) const {
    const auto& s = state();
    std::map<std::string, OnDisk> files;
    for (const auto& [name, bytes] : s.begin) {
        files[name].durable = bytes;
    }
    for (std::int64_t i = 0; i < operation; ++i) {
        const auto& step = s.steps[static_cast<std::size_t>(i)];
        auto& file = files[step.file];
        if (step.kind != Step::Kind::sync) {
            file.pending.push_back(&step);
        }
        if (step.kind == Step::Kind::sync || (step.kind == Step::Kind::remove && step.at != 0)) {
            settle(file);
        }
    }
    for (const auto& [name, file] : files) {
        if (const auto image = torn(file, random); image && !name.ends_with("-shm")) {
            std::ofstream out{target / fs::path{name}.filename(), std::ios::binary};
            out << *image;
        }
    }
}

void PowerVfs::fail_at(std::int64_t operation, Failure failure, std::int64_t lasting) {
    auto& s = state();
    const std::scoped_lock lock{s.mutex};
    s.until_failure = operation;
    s.failures_left = lasting;
    s.failure = failure;
    s.failed = false;
}

void PowerVfs::heal() {
    const std::scoped_lock lock{state().mutex};
    state().failures_left = 0;
    state().until_failure = 0;
}

bool PowerVfs::failed() const {
    const std::scoped_lock lock{state().mutex};
    return state().failed;
}

}  // namespace ketnap::test
