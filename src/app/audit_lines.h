// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/audit/trace.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// One difference as people read it.
struct ReadChange {
    std::string label;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ReadChange, (), (label, from, to))

/// One line of the trail as people read it: no code, no id, no JSON.
struct ReadLine {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string who;
    std::string in_stead_of;
    std::string sentence;
    std::string object;  ///< "Hồ sơ KN24-0087"
    std::string link;    ///< to its page, where the reader may open it
    std::vector<ReadChange> changes;
};
BOOST_DESCRIBE_STRUCT(ReadLine, (), (seq, at, who, in_stead_of, sentence, object, link, changes))

/// Turns entries into lines for one reader: names of people and values of class P1 only where the
/// reader may see them.
class LineReader {
  public:
    LineReader(db::Tx& tx, const auth::Call& call, const Shipped& shipped)
        : m_tx(tx), m_call(call), m_shipped(shipped) {}

    ReadLine line(const audit::Entry& entry);

  private:
    std::string object_of(const audit::Entry& entry, std::string& link);
    std::string person_name(const std::string& id);
    std::string org_name(const std::string& id);
    std::string value_of(const audit::FieldBook::Field& field, const std::string& stored);
    ReadChange change_of(const audit::Change& change);
    bool sees(const std::string& field_class) const;
    std::string words(const std::string& key, const std::vector<std::string>& values = {}) const;

    db::Tx& m_tx;
    const auth::Call& m_call;
    const Shipped& m_shipped;
    std::map<std::string, std::string> m_names;
};

}  // namespace ketnap::app
