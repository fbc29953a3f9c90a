// SPDX-License-Identifier: Apache-2.0
// The fields of a person as a merge chooses among them.
#pragma once
#include "base/people/merge.h"
#include "base/people/store.h"

#include <map>
#include <string>
#include <vector>

namespace ketnap::people {

/// Keys of the fields that are chosen, in the order of the form; some stand for several columns.
const std::vector<std::string>& merge_fields();
bool may_merge(const auth::Rights& rights, const audit::Actor& actor, const Person& person);

/// False: the field is sealed.
bool take_plain(const std::string& key, const Person& from, Person& to);
crypto::Sealed& sealed_field(const std::string& key, store::SealedFields& of);
db::Blob& coded_field(const std::string& key, store::SealedFields& of);
const db::Blob& coded_field(const std::string& key, const store::SealedFields& of);

/// Every column of a person that a merge may change, sealed ones in hexadecimal.
using Image = std::map<std::string, std::string>;
struct Images {
    Image kept;
    Image lost;
    Image after;  ///< the kept one, merged
};
Image image_of(const Person& person, const store::SealedFields& sealed);
std::string write_images(const Images& images);
Images read_images(std::string_view text);
bool same_field(const std::string& key, const Image& a, const Image& b);
/// Puts the field back as it was.
void put_field(const std::string& key, const Image& image, Person& person,
               store::SealedFields& sealed);

/// Side by side; `sealed` values masked.
std::vector<FieldPair> field_pairs(const Person& kept, const Sensitive& kept_masked,
                                   const Person& lost, const Sensitive& lost_masked);
/// Whether sealed values differ, without telling how.
void mark_sealed(std::vector<FieldPair>& fields, const Sensitive& kept, const Sensitive& lost);

}  // namespace ketnap::people
