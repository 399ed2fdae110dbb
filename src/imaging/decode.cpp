#include "imaging/decode.h"

#include <new>

#include "base/utf8.h"
#include "imaging/decode_error.h"
#include "imaging/decode_plan.h"
#include "imaging/identified.h"

namespace zhaojian::imaging {

void identify(FileFacts& facts, const Sha256& file) {
  constexpr std::size_t most_characters = 64;
  facts.sha256 = file;
  const std::string clean = clean_utf8(facts.software);
  facts.software = one_line(clean, most_characters);
}

Result<FileFacts> facts_of(ByteView file) {
  FileFacts facts = TRY(read_header(file)).facts;
  identify(facts, sha256(file));
  return facts;
}

Result<Photo> decode(ByteView file, const DecodeLimits& limits) { return decode_scaled(file, 0, limits); }

Result<Photo> decode_scaled(ByteView file, int longest_side, const DecodeLimits& limits) try {
  const DecodePlan plan = TRY(plan_decode(file, limits, longest_side));
  Photo photo{plan.header.facts, {plan.width, plan.height, std::vector<std::uint8_t>(plan.bytes())}};
  TRY(decode_into(file, plan, photo.pixels.rgb));
  identify(photo.facts, sha256(file));
  return photo;
} catch (const std::bad_alloc&) {
  return decode_error(DecodeFault::too_many_pixels, "not enough memory for the picture");
}

}  // namespace zhaojian::imaging
