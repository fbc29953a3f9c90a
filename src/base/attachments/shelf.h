// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::attachments {

/// Where sealed files lie, each under the SHA-256 of its bytes. A folder of the data folder today;
/// an object store can stand behind the same words.
class Shelf {
  public:
    /// A file on its way in. Dropped unless finished.
    class Incoming {
      public:
        virtual ~Incoming() = default;
        virtual void write(std::string_view bytes) = 0;
        /// Durable under its hash, which is given.
        virtual std::string finish() = 0;
    };
    /// A file that is read from its beginning.
    class Outgoing {
      public:
        virtual ~Outgoing() = default;
        /// As much as there is; less than `most` only at the end.
        virtual std::size_t read(char* into, std::size_t most) = 0;
    };

    virtual ~Shelf() = default;
    virtual std::unique_ptr<Incoming> receive() = 0;
    /// Null: there is no such file.
    virtual std::unique_ptr<Outgoing> open(const std::string& stored) = 0;
    virtual void remove(const std::string& stored) = 0;
    /// Files untouched since that moment, unfinished ones left by a dead process included.
    virtual std::vector<std::string> older_than(std::int64_t unix_ms) = 0;
    /// An open file without a name, gone when it is closed.
    virtual int scratch() = 0;
};

/// Temporary file → fsync → rename → fsync of the folder.
std::unique_ptr<Shelf> folder_shelf(const std::filesystem::path& folder);

}  // namespace ketnap::attachments
