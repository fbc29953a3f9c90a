// SPDX-License-Identifier: Apache-2.0
#pragma once

/// SQL of what is entered beside the papers.
namespace ketnap::dossier::queries {

// clang-format off
inline constexpr const char* facts = R"sql(
    SELECT kind, content_sealed
      FROM dossier_facts
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY kind)sql";

inline constexpr const char* put_facts = R"sql(
    INSERT INTO dossier_facts (tenant_id, dossier_id, kind, content_sealed)
    VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (tenant_id, dossier_id, kind) DO UPDATE SET content_sealed = excluded.content_sealed)sql";

inline constexpr const char* introducer_loads = R"sql(
    SELECT s.person_id, p.name, count(*)
      FROM dossier_support s
      JOIN dossier d ON d.tenant_id = s.tenant_id AND d.id = s.dossier_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
     WHERE s.tenant_id = ?1 AND s.kind = 'introducer' AND s.until_on IS NULL AND d.open_person_id IS NOT NULL)sql";
// clang-format on

}  // namespace ketnap::dossier::queries
