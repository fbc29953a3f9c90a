// SPDX-License-Identifier: Apache-2.0
// A paper and its layout become printed matter. Inside this folder only.
#pragma once
#include "base/documents/layout.h"
#include "base/documents/library.h"
#include "base/documents/paper.h"
#include "platform/flow/flow.h"

#include <string>
#include <vector>

namespace ketnap::documents {

flow::Document compose(const Library& library, const Paper& paper);

/// Recipients with their dashes and ends: "- Ban Tổ chức Tỉnh ủy," … "- Lưu Đảng ủy."
std::vector<std::string> recipient_lines(const Layout& layout, const Paper& paper);

}  // namespace ketnap::documents
