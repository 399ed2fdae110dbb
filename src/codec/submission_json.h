#pragma once
#include <string>
#include <vector>

#include "codec/page.h"
#include "domain/submission.h"

namespace zhaojian::codec {

using FeedPage = Page<domain::Submission>;

// A page of GET /v1/submissions. An item whose required field is missing or of the wrong type becomes a bad item, never
// a bad page. Unknown fields are ignored; of unknown words, a payment becomes `unknown`, a flag's verdict
// `not_assessable`, a match's outcome `uncertain`, and a photo or match of an unknown role is left out.
[[nodiscard]] Result<FeedPage> page_from_json(ByteView bytes);
[[nodiscard]] std::string page_to_json(const FeedPage& page);  // without the bad items

// The contract's Submission: what the feed sends and the store keeps. From storage it may be without photos.
[[nodiscard]] Result<domain::Submission> submission_from_json(ByteView bytes);
[[nodiscard]] std::string submission_to_json(const domain::Submission& submission);

// The flags alone: a list of them, or anything with a member "flags", such as a Submission.
[[nodiscard]] Result<std::vector<domain::Flag>> flags_from_json(ByteView bytes);

}  // namespace zhaojian::codec
