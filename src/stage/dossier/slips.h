// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/documents/documents.h"
#include "stage/dossier/receipts.h"

/// Papers of the way: fields handed to the templates of data/papers. Private to this slice.
namespace ketnap::dossier {

/// What the unit gets with the dossier: item by item, by when. Throws NotFound: no such round.
documents::Paper return_slip(db::Tx& tx, const Book& book, const Dossier& dossier,
                             std::int64_t round_no);
/// What is handed over at the counter. Throws NotFound: no such line.
documents::Paper receipt_slip(db::Tx& tx, const Book& book, const Dossier& dossier,
                              const std::string& receipt_id);
/// Every line that the filter lets through, oldest number first, as a register reads.
documents::Paper register_paper(db::Tx& tx, const Ctx& ctx, const Book& book,
                                const auth::Scope& reach, RegisterQuery query);
/// The first table of a paper as a workbook.
std::string xlsx_of(const documents::Paper& paper);

/// Head of the office's papers.
void put_office(db::Tx& tx, std::map<std::string, std::string>& values);
/// 20/06/2024; as it is when it is no day.
std::string vn_day(const std::string& iso);

struct RegisterPrint {
    RegisterQuery filter;
    std::string format;
};
BOOST_DESCRIBE_STRUCT(RegisterPrint, (), (filter, format))

}  // namespace ketnap::dossier
