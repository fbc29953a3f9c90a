// SPDX-License-Identifier: Apache-2.0
// What is printed for the day. The caller has decided who may; nothing here writes.
#pragma once
#include "stage/ceremony/ceremony.h"

#include <filesystem>
#include <optional>
#include <string>

namespace ketnap::documents {
class Library;
}
namespace ketnap::messages {
class Catalogue;
}

namespace ketnap::ceremony {

/// Shipped data that papers are made of; outlives the call.
struct Print {
    const documents::Library& library;
    const messages::Catalogue& messages;
    const Programmes& programmes;
};

/// One page for each expected delegate (or for one of them), with card and short code.
/// Refused while the day is open: `ceremony.no_start`.
std::string invitations_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id,
                            const std::optional<DelegateId>& only = {});
std::string seat_plan_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id);
std::string programme_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id);
std::string check_in_list_pdf(const Ctx& ctx, const Print& print, const CeremonyId& id);
void check_in_list_xlsx(const Ctx& ctx, const Print& print, const CeremonyId& id,
                        const std::filesystem::path& file);

}  // namespace ketnap::ceremony
