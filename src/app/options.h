// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <string>

namespace ketnap::app {

/// What every command takes.
struct Options {
    std::filesystem::path data = "./var";
    std::string db;               ///< postgresql://…; empty: SQLite in the data folder
    std::filesystem::path share;  ///< empty: found beside the program
    std::string language = "vi";
    bool json = false;
};

/// Exit codes of the command line.
enum Exit : int { fine = 0, found = 1, unreadable = 2, failed = 3 };

/// What the chosen command runs once everything is parsed.
using Run = std::function<int()>;

}  // namespace ketnap::app
