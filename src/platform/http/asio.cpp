// SPDX-License-Identifier: Apache-2.0
// Asio and Beast compiled once: the other files see declarations only (…_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
