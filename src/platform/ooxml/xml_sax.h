// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/zip_read.h"
#include "platform/vocabulary/result.h"

#include <string_view>

namespace ketnap::ooxml {

/// Attributes of one element; names without their prefix.
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : m_pairs(pairs) {}
    /// Empty when absent.
    std::string_view get(std::string_view name) const;

  private:
    const char** m_pairs;
};

/// What a part of a workbook tells while it is read. Names come without their prefix.
class XmlHandler {
  public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;
    /// Asked after every event: a key of a problem, "stop" to end early, or nothing to go on.
    virtual std::string_view verdict() const = 0;
};

/// Streams an entry through expat. A DTD, a depth over `max_depth` or broken XML is
/// "workbook.broken". Exceptions of the handler pass through unharmed.
Result<void> parse_xml(ZipReader& zip, std::string_view entry, XmlHandler& handler, int max_depth);

}  // namespace ketnap::ooxml
