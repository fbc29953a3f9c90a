// SPDX-License-Identifier: Apache-2.0
// Papers from templates and layouts that are data: fill() makes a paper, to_docx(), to_pdf() and
// to_html() print it. Stages hand over fields and know no layout.
#pragma once
#include "base/documents/layout.h"
#include "base/documents/paper.h"
#include "base/documents/register.h"

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {

/// What a stage knows. `values` fill {name}; `lists` repeat a line or a table row, one map a row;
/// `tables` stand where the template names them (seat plans); `squares` are QR codes. A line whose
/// condition names an empty value is left out. Values are text, never markup.
struct Fields {
    std::map<std::string, std::string> values;
    std::map<std::string, std::vector<std::map<std::string, std::string>>> lists;
    std::map<std::string, Table> tables;
    std::map<std::string, Squares> squares;
};

/// Layouts and templates of a share folder (data/layouts, data/papers).
class Library;

/// Read once for each folder and kept; throws std::runtime_error naming the file that is wrong.
std::shared_ptr<const Library> library(const std::filesystem::path& share);

struct TemplateInfo {
    std::string id;
    std::string title;   ///< "Quyết định kết nạp đảng viên"
    std::string type;    ///< "QĐ": the register it is numbered in; empty for lists
    std::string layout;  ///< used unless the fields name another in values["layout"]
};
std::vector<TemplateInfo> templates(const Library& library);
/// Throws NotFound.
TemplateInfo template_info(const Library& library, std::string_view id);

/// Every {name} of a template must be in the fields: a missing one is a broken assumption of the
/// stage (empty is fine). Throws NotFound for an unknown template.
Paper fill(const Library& library, std::string_view template_id, const Fields& fields);

/// An ordinary, editable DOCX.
std::string to_docx(const Library& library, const Paper& paper);
/// All papers in one file, each beginning on a page of its own.
std::string to_pdf(const Library& library, std::span<const Paper> papers);
/// One page as a PNG for the screen, 1 … pages; empty when there is no such page.
struct PagePicture {
    std::string png;
    int pages = 0;
};
PagePicture to_picture(const Library& library, const Paper& paper, int page);
/// A fragment with classes of its own and no style attribute, for the preview on the screen.
std::string to_html(const Library& library, const Paper& paper);

/// The first table of a paper as a workbook, its titles above; days become real ones.
void to_xlsx(const Paper& paper, const std::filesystem::path& file);

}  // namespace ketnap::documents
