// SPDX-License-Identifier: Apache-2.0
#include "base/rules/checklist.h"

#include "base/rules/data_file.h"

#include <algorithm>
#include <tuple>

namespace ketnap::rules {

namespace json = boost::json;

namespace {

bool flag(const json::object& from, std::string_view key, bool otherwise) {
    const auto* value = from.if_contains(key);
    return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

void read_dates(DataFile& file, const json::object& from, Form& form) {
    const auto* dates = from.if_contains("dates");
    if (dates == nullptr || !dates->is_array() || dates->get_array().empty()) {
        file.complain("data.missing", form.form, "dates");
        return;
    }
    for (const auto& one : dates->get_array()) {
        if (const auto* date = one.if_object()) {
            form.dates.push_back(
                {file.text(*date, "name", form.form), file.text(*date, "label", form.form)});
        }
    }
}

Form read_form(DataFile& file, const json::object& from, const Cite& cite) {
    Form form;
    form.form = file.text(from, "form", "forms");
    form.title = file.text(from, "title", form.form);
    form.number = file.text(from, "number", form.form);
    form.made_by = file.text(from, "made_by", form.form);
    form.signature = file.text(from, "signature", form.form);
    form.needs_signature = flag(from, "needs_signature", true);
    form.needs_seal = flag(from, "needs_seal", false);
    const auto* step = from.if_contains("step");
    if (step == nullptr || !step->is_int64()) {
        file.complain("data.number", form.form, "step");
    } else {
        form.step = static_cast<int>(step->get_int64());
    }
    form.due_at = file.text(from, "due_at", form.form);
    form.when = file.texts(from, "when", form.form);
    form.facts = file.texts(from, "facts", form.form);
    form.verifies = file.texts(from, "verifies", form.form);
    form.confidence = file.text(from, "confidence", form.form);
    form.cite = cite;
    read_dates(file, from, form);
    return form;
}

struct Source {
    Checklist list;
    std::string extends;
    Cite cite;
};

Source read_list(DataFile& file, const json::object& root) {
    Source out;
    out.list.code = file.text(root, "list", "list");
    out.list.title = file.text(root, "title", "title");
    out.extends = file.text(root, "extends", "extends", false);
    out.cite = file.cite(root, "cite");
    if (const auto* force = root.if_contains("in_force"); force != nullptr && force->is_object()) {
        out.list.from = file.date(force->get_object(), "from", "in_force").value_or(time::Date{});
        out.list.until = file.date(force->get_object(), "until", "in_force", false);
    } else {
        file.complain("data.missing", "in_force", "in_force");
    }
    const auto* forms = root.if_contains("forms");
    if (forms == nullptr || !forms->is_array()) {
        file.complain("data.missing", "forms", "forms");
        return out;
    }
    for (const auto& one : forms->get_array()) {
        if (const auto* form = one.if_object()) {
            out.list.forms.push_back(read_form(file, *form, out.cite));
        }
    }
    return out;
}

/// Forms of the older edition that this one does not replace, under this edition's citation.
void inherit(Source& into, const Checklist& from) {
    for (Form form : from.forms) {
        if (into.list.find(form.form) == nullptr) {
            form.cite = into.cite;
            into.list.forms.push_back(std::move(form));
        }
    }
    std::sort(into.list.forms.begin(), into.list.forms.end(), [](const Form& a, const Form& b) {
        return std::tie(a.step, a.form) < std::tie(b.step, b.form);
    });
}

}  // namespace

const Form* Checklist::find(std::string_view form) const {
    const auto at =
        std::find_if(forms.begin(), forms.end(), [&](const Form& one) { return one.form == form; });
    return at == forms.end() ? nullptr : &*at;
}

std::vector<const Form*> Checklist::asked(const std::vector<std::string>& conditions) const {
    std::vector<const Form*> out;
    for (const Form& form : forms) {
        const bool wanted = std::any_of(form.when.begin(), form.when.end(), [&](const auto& when) {
            return when == "always" ||
                   std::find(conditions.begin(), conditions.end(), when) != conditions.end();
        });
        if (wanted) {
            out.push_back(&form);
        }
    }
    return out;
}

Result<Checklists, Findings> Checklists::load(const std::filesystem::path& folder) {
    Findings findings;
    std::vector<Source> sources;
    for (const auto& path : data_files(folder, ".json", findings)) {
        DataFile file{path, findings};
        if (const auto* root = file.root()) {
            sources.push_back(read_list(file, *root));
        }
    }
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
        return std::tie(a.list.from, a.list.code) < std::tie(b.list.from, b.list.code);
    });
    Checklists out;
    for (Source& source : sources) {
        const auto older =
            std::find_if(out.m_lists.begin(), out.m_lists.end(),
                         [&](const Checklist& one) { return one.code == source.extends; });
        if (older != out.m_lists.end()) {
            inherit(source, *older);
        } else if (!source.extends.empty()) {
            findings.push_back(
                data_finding("data.extends", source.list.code, 1, "extends", source.extends));
        }
        out.m_lists.push_back(std::move(source.list));
    }
    if (!findings.empty()) {
        return tl::make_unexpected(std::move(findings));
    }
    return out;
}

const Checklist& Checklists::on(time::Date day) const {
    const Checklist* best = &m_lists.front();
    for (const Checklist& one : m_lists) {
        if (one.from <= day) {
            best = &one;
        }
    }
    return *best;
}

}  // namespace ketnap::rules
