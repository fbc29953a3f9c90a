// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/flow/flow.h"

#include <string>

namespace ketnap::ooxml {

/// A black-and-white PNG, eight dots a module, so that it stays sharp on any printer.
std::string png_of(const flow::Squares& squares);

}  // namespace ketnap::ooxml
