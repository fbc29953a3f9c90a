// SPDX-License-Identifier: Apache-2.0
#include "base/people/merge_fields.h"

#include "platform/crypto/crypto.h"
#include "platform/json/describe.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ketnap::people {

BOOST_DESCRIBE_STRUCT(Images, (), (kept, lost, after))

namespace {

using Text = std::string Person::*;

struct Column {
    const char* name;
    Text text;
};
struct Group {
    std::string key;
    std::vector<Column> columns;
};

// The first column is what is shown; a date goes with how it was written, a standing with its days.
const std::vector<Group>& groups() {
    static const std::vector<Group> all{
        {"name", {{"name", &Person::name}}},
        {"other_name", {{"other_name", &Person::other_name}}},
        {"code", {{"code", &Person::code}}},
        {"sex", {{"sex", &Person::sex}}},
        {"born_on",
         {{"born_on", &Person::born_on}, {"born_on_as_written", &Person::born_on_as_written}}},
        {"home_place", {{"home_place", &Person::home_place}}},
        {"residence", {{"residence", &Person::residence}}},
        {"phone", {{"phone", &Person::phone}}},
        {"position", {{"position", &Person::position}}},
        {"occupation", {{"occupation", &Person::occupation}}},
        {"education", {{"education", &Person::education}}},
        {"professional_level", {{"professional_level", &Person::professional_level}}},
        {"political_theory_level", {{"political_theory_level", &Person::political_theory_level}}},
        {"standing",
         {{"standing_since", &Person::standing_since},
          {"joined_on", &Person::joined_on},
          {"official_on", &Person::official_on}}},
        {"union_joined_on",
         {{"union_joined_on", &Person::union_joined_on},
          {"union_joined_on_as_written", &Person::union_joined_on_as_written}}},
        {"note", {{"note", &Person::note}}},
        {"org_id", {{"org_path", &Person::org_path}}},
        {"union_org_id", {{"union_org_path", &Person::union_org_path}}}};
    return all;
}

constexpr std::array<const char*, 3> sealed_keys{"national_id", "ethnicity", "religion"};

const Group* group_of(const std::string& key) {
    const auto found = std::ranges::find(groups(), key, &Group::key);
    return found == groups().end() ? nullptr : &*found;
}

std::string shown(const Group& group, const Person& p) {
    if (group.key == "standing") {
        return std::string{store::standing_name(p.standing)};
    }
    if (group.key == "org_id") {
        return p.org_id.value;
    }
    return group.key == "union_org_id" ? p.union_org_id.value : p.*group.columns.front().text;
}

std::string hex(const db::Blob& bytes) {
    return crypto::hex(bytes.data(), bytes.size());
}

db::Blob unhex(std::string_view text) {
    db::Blob out;
    for (; text.size() >= 2; text.remove_prefix(2)) {
        unsigned char byte = 0;
        const auto read = std::from_chars(text.data(), text.data() + 2, byte, 16);
        KETNAP_CHECK(read.ec == std::errc{} && read.ptr == text.data() + 2);
        out.push_back(byte);
    }
    return out;
}

std::vector<std::string> columns_of(const std::string& key) {
    const auto* group = group_of(key);
    if (group == nullptr) {
        return {key + "_sealed", key + "_found"};
    }
    std::vector<std::string> out{key};
    for (const auto& column : group->columns) {
        out.emplace_back(column.name);
    }
    return out;
}

}  // namespace

const std::vector<std::string>& merge_fields() {
    static const auto all = [] {
        std::vector<std::string> keys;
        for (const auto& group : groups()) {
            keys.push_back(group.key);
        }
        keys.insert(keys.end(), sealed_keys.begin(), sealed_keys.end());
        return keys;
    }();
    return all;
}

bool may_merge(const auth::Rights& rights, const audit::Actor& actor, const Person& person) {
    return can_edit(rights, actor, person) &&
           (rights.can(actor, auth::Action::person_merge, person.object()) ||
            (!person.union_org_path.empty() &&
             rights.can(actor, auth::Action::person_merge, person.union_object())));
}

bool take_plain(const std::string& key, const Person& from, Person& to) {
    const auto* group = group_of(key);
    if (group == nullptr) {
        return false;
    }
    for (const auto& column : group->columns) {
        to.*column.text = from.*column.text;
    }
    if (key == "standing") {
        to.standing = from.standing;
    } else if (key == "org_id") {
        to.org_id = from.org_id;
    } else if (key == "union_org_id") {
        to.union_org_id = from.union_org_id;
    }
    return true;
}

crypto::Sealed& sealed_field(const std::string& key, store::SealedFields& of) {
    if (key == "national_id") {
        return of.national_id;
    }
    return key == "ethnicity" ? of.ethnicity : of.religion;
}

db::Blob& coded_field(const std::string& key, store::SealedFields& of) {
    if (key == "national_id") {
        return of.national_id_index;
    }
    return key == "ethnicity" ? of.ethnicity_coded : of.religion_coded;
}

const db::Blob& coded_field(const std::string& key, const store::SealedFields& of) {
    if (key == "national_id") {
        return of.national_id_index;
    }
    return key == "ethnicity" ? of.ethnicity_coded : of.religion_coded;
}

Image image_of(const Person& person, const store::SealedFields& sealed) {
    Image out;
    for (const auto& group : groups()) {
        for (const auto& column : group.columns) {
            out[column.name] = person.*column.text;
        }
        out[group.key] = shown(group, person);
    }
    out["merged_from"] = person.merged_from;
    auto fields = sealed;
    for (const auto* key : sealed_keys) {
        out[std::string{key} + "_sealed"] = hex(sealed_field(key, fields).bytes);
        out[std::string{key} + "_found"] = hex(coded_field(key, sealed));
    }
    return out;
}

std::string write_images(const Images& images) {
    return json::write(images);
}

Images read_images(std::string_view text) {
    auto images = json::read<Images>(text);
    KETNAP_CHECK(images.has_value());
    return std::move(*images);
}

bool same_field(const std::string& key, const Image& a, const Image& b) {
    return std::ranges::all_of(columns_of(key), [&](const std::string& column) {
        // a moved subtree gives another path to the same body
        return column == "org_path" || column == "union_org_path" || a.at(column) == b.at(column);
    });
}

void put_field(const std::string& key, const Image& image, Person& person,
               store::SealedFields& sealed) {
    const auto* group = group_of(key);
    if (group == nullptr) {
        sealed_field(key, sealed).bytes = unhex(image.at(key + "_sealed"));
        coded_field(key, sealed) = unhex(image.at(key + "_found"));
        return;
    }
    for (const auto& column : group->columns) {
        person.*column.text = image.at(column.name);
    }
    if (key == "standing") {
        person.standing = store::standing_of(image.at(key)).value_or(person.standing);
    } else if (key == "org_id") {
        person.org_id = org::OrgId{image.at(key)};
    } else if (key == "union_org_id") {
        person.union_org_id = org::OrgId{image.at(key)};
    }
}

std::vector<FieldPair> field_pairs(const Person& kept, const Sensitive& kept_masked,
                                   const Person& lost, const Sensitive& lost_masked) {
    std::vector<FieldPair> out;
    const auto add = [&](const std::string& key, const std::string& a, const std::string& b) {
        out.push_back({key, a, b, a != b, a.empty() && !b.empty()});
    };
    for (const auto& group : groups()) {
        add(group.key, shown(group, kept), shown(group, lost));
    }
    add("national_id", kept_masked.national_id, lost_masked.national_id);
    add("ethnicity", kept_masked.ethnicity, lost_masked.ethnicity);
    add("religion", kept_masked.religion, lost_masked.religion);
    return out;
}

void mark_sealed(std::vector<FieldPair>& fields, const Sensitive& kept, const Sensitive& lost) {
    for (auto& field : fields) {
        if (field.key == "national_id") {
            field.differs = kept.national_id != lost.national_id;
        } else if (field.key == "ethnicity") {
            field.differs = kept.ethnicity != lost.ethnicity;
        } else if (field.key == "religion") {
            field.differs = kept.religion != lost.religion;
        }
    }
}

}  // namespace ketnap::people
