// SPDX-License-Identifier: Apache-2.0
#include "base/backup/rows.h"

#include "platform/db/copy.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace ketnap::backup {
namespace {

// head, then a table: its mark, name and columns, each row a mark and the values; then the end
constexpr std::string_view head = "ketnap rows 1\n";
constexpr char table_mark = 'T', row_mark = 'R', end_mark = '.';
constexpr char null_mark = 'N', number_mark = 'I', bytes_mark = 'B';
constexpr std::uint64_t longest_value = 1ULL << 30U;
constexpr std::uint64_t most_columns = 2'000;

void put_number(std::string& out, std::uint64_t number) {
    for (unsigned i = 0; i < 8; ++i) {
        out += static_cast<char>(number >> (8U * i));
    }
}

void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out += text;
}

void put_value(std::string& out, const db::Row& row, int place, const db::Column& column) {
    if (row.is_null(place)) {
        out += null_mark;
    } else if (column.type == "bigint") {
        out += number_mark;
        put_number(out, static_cast<std::uint64_t>(row.big(place)));
    } else if (column.type == "bytea") {
        const auto blob = row.blob(place);
        out += bytes_mark;
        put_number(out, blob.size());
        out.append(blob.begin(), blob.end());
    } else {
        out += bytes_mark;
        put_text(out, row.view(place));
    }
}

std::string hash_text(const crypto::Hash& hash) {
    return crypto::hex(hash.data(), hash.size());
}

// Another type would travel as text and might come back as something else.
void refuse_unknown_types(const db::Table& table) {
    for (const auto& column : table.columns) {
        KETNAP_CHECK(column.type == "bigint" || column.type == "bytea" || column.type == "text" ||
                     column.type == "tsvector");
    }
}

TableEntry write_table(db::Tx& tx, const db::Table& table, const Bytes& out) {
    refuse_unknown_types(table);
    TableEntry entry{table.name, 0, {}};
    crypto::Sha256 hash;
    const auto give = [&](const std::string& bytes) {
        hash.add(bytes);
        if (out) {
            out(bytes);
        }
    };
    std::string bytes(1, table_mark);
    put_text(bytes, table.name);
    put_number(bytes, table.columns.size());
    for (const auto& column : table.columns) {
        put_text(bytes, column.name);
        put_text(bytes, column.type);
    }
    give(bytes);
    db::each_row(tx, table, [&](const db::Row& row) {
        bytes.assign(1, row_mark);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            put_value(bytes, row, static_cast<int>(i), table.columns[i]);
        }
        give(bytes);
        ++entry.rows;
    });
    entry.sha256 = hash_text(hash.finish());
    return entry;
}

/// Reads a stream, and hashes what it reads since the last mark().
class RowStream {
  public:
    explicit RowStream(const std::filesystem::path& path)
        : m_file(std::fopen(path.c_str(), "rbe")) {
        if (!m_file || take(head.size()) != head) {
            damaged();
        }
    }

    [[noreturn]] static void damaged() { throw Broken{"backup.damaged", "ketnap.rows"}; }

    /// The next mark; it is not hashed before accept().
    char peek() {
        const int c = std::fgetc(m_file.get());
        if (c == EOF || std::ungetc(c, m_file.get()) == EOF) {
            damaged();
        }
        return static_cast<char>(c);
    }
    void begin() { m_hash = crypto::Sha256{}; }
    std::string hash() { return hash_text(m_hash.finish()); }

    std::string take(std::size_t count) {
        std::string bytes(count, '\0');
        if (std::fread(bytes.data(), 1, count, m_file.get()) != count) {
            damaged();
        }
        m_hash.add(bytes);
        return bytes;
    }
    std::uint64_t number() {
        const auto bytes = take(8);
        std::uint64_t out = 0;
        for (unsigned i = 0; i < 8; ++i) {
            out |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8U * i);
        }
        return out;
    }
    std::string text() {
        const auto size = number();
        if (size > longest_value) {
            damaged();
        }
        return take(size);
    }
    bool at_end() { return std::fgetc(m_file.get()) == EOF; }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> m_file;
    crypto::Sha256 m_hash;
};

db::Value read_value(RowStream& in, const db::Column& column) {
    const char mark = in.take(1)[0];
    const bool is_number = column.type == "bigint";
    if (mark == null_mark) {
        return is_number                ? db::Value{std::optional<std::int64_t>{}}
               : column.type == "bytea" ? db::Value{std::optional<db::Blob>{}}
                                        : db::Value{std::optional<std::string>{}};
    }
    if (mark != (is_number ? number_mark : bytes_mark)) {
        RowStream::damaged();
    }
    if (is_number) {
        return static_cast<std::int64_t>(in.number());
    }
    auto bytes = in.text();
    if (column.type == "bytea") {
        return db::Blob{bytes.begin(), bytes.end()};
    }
    return bytes;
}

db::Table read_table_head(RowStream& in) {
    db::Table table;
    in.take(1);
    table.name = in.text();
    const auto columns = in.number();
    if (columns == 0 || columns > most_columns) {
        RowStream::damaged();
    }
    for (std::uint64_t i = 0; i < columns; ++i) {
        auto name = in.text();
        table.columns.push_back({std::move(name), in.text()});
    }
    return table;
}

/// `begin` sees each table before its rows, `row` each row.
std::vector<TableEntry> read_stream(
    const std::filesystem::path& file, const std::function<void(const db::Table&)>& begin,
    const std::function<void(const db::Table&, const std::vector<db::Value>&)>& row) {
    RowStream in{file};
    std::vector<TableEntry> entries;
    while (in.peek() == table_mark) {
        in.begin();
        const auto table = read_table_head(in);
        TableEntry entry{table.name, 0, {}};
        begin(table);
        while (in.peek() == row_mark) {
            in.take(1);
            std::vector<db::Value> values;
            for (const auto& column : table.columns) {
                values.push_back(read_value(in, column));
            }
            row(table, values);
            ++entry.rows;
        }
        entry.sha256 = in.hash();
        entries.push_back(std::move(entry));
    }
    if (in.take(1)[0] != end_mark || !in.at_end()) {
        RowStream::damaged();
    }
    return entries;
}

}  // namespace

std::vector<TableEntry> write_rows(db::Tx& tx, const Bytes& out) {
    std::vector<TableEntry> entries;
    if (out) {
        out(head);
    }
    for (const auto& table : db::tables(tx)) {
        entries.push_back(write_table(tx, table, out));
    }
    if (out) {
        out(std::string(1, end_mark));
    }
    return entries;
}

std::vector<TableEntry> check_rows(const std::filesystem::path& file) {
    return read_stream(file, [](const db::Table&) {}, [](const db::Table&, const auto&) {});
}

std::vector<TableEntry> load_rows(db::Tx& tx, const std::filesystem::path& file) {
    const auto here = db::tables(tx);
    db::WithoutForeignKeys keys{tx};
    auto entries = read_stream(
        file,
        [&](const db::Table& table) {
            const auto same = std::find_if(here.begin(), here.end(), [&](const db::Table& one) {
                return one.name == table.name && one.columns == table.columns;
            });
            if (same == here.end()) {
                RowStream::damaged();
            }
        },
        [&](const db::Table& table, const std::vector<db::Value>& values) {
            db::put_row(tx, table, values);
        });
    keys.put_back();
    return entries;
}

}  // namespace ketnap::backup
