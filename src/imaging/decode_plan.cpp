#include "imaging/decode_plan.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "imaging/decode_error.h"
#include "imaging/orientation.h"
#include "imaging/shrink.h"

namespace zhaojian::imaging {
namespace {

Done within(const FileHeader& header, const DecodeLimits& limits) {
  const FileFacts& facts = header.facts;
  const std::int64_t pixels = std::int64_t{facts.width} * facts.height;
  const std::string size = std::to_string(facts.width) + " x " + std::to_string(facts.height);
  if (facts.width > limits.max_side || facts.height > limits.max_side || pixels > limits.max_pixels) {
    return decode_error(DecodeFault::too_many_pixels, size + " pixels");
  }
  if (pixels > facts.bytes * limits.max_pixels_per_byte) {
    return decode_error(DecodeFault::bomb, size + " pixels in " + std::to_string(facts.bytes) + " bytes");
  }
  if (header.scans > limits.max_scans) {
    return decode_error(DecodeFault::bomb, std::to_string(header.scans) + " scans");
  }
  if (!header.complete) return decode_error(DecodeFault::truncated, "the end of the file is missing");
  return {};
}

int eighth_of(int side, int eighths) {
  return static_cast<int>((std::int64_t{side} * eighths + 7) / 8);  // rounded up, as libjpeg does
}

void scale(DecodePlan& plan, int longest_side) {
  const FileFacts& facts = plan.header.facts;
  const int longest = std::max(facts.width, facts.height);
  plan.raw_width = plan.shrunk_width = facts.width;
  plan.raw_height = plan.shrunk_height = facts.height;
  if (longest_side <= 0 || longest_side >= longest) return;
  const double factor = static_cast<double>(longest_side) / longest;
  plan.shrunk_width = std::max(1, static_cast<int>(std::lround(facts.width * factor)));
  plan.shrunk_height = std::max(1, static_cast<int>(std::lround(facts.height * factor)));
  if (facts.format != FileFormat::jpeg) return;
  while (plan.eighths > 1 && eighth_of(longest, plan.eighths - 1) >= longest_side) --plan.eighths;
  plan.raw_width = eighth_of(facts.width, plan.eighths);
  plan.raw_height = eighth_of(facts.height, plan.eighths);
}

Done read_raw(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb) {
  switch (plan.header.facts.format) {
    case FileFormat::jpeg: return read_jpeg(file, plan, rgb);
    case FileFormat::png: return read_png(file, plan, rgb);
    case FileFormat::webp: return read_webp(file, plan, rgb);
  }
  return Error{Errc::internal, "no codec"};
}

}  // namespace

Result<DecodePlan> plan_decode(ByteView file, const DecodeLimits& limits, int longest_side) {
  if (static_cast<std::int64_t>(file.size()) > limits.max_bytes) {
    return decode_error(DecodeFault::too_large, std::to_string(file.size()) + " bytes");
  }
  DecodePlan plan;
  plan.header = TRY(read_header(file));
  TRY(within(plan.header, limits));
  scale(plan, longest_side);
  const bool turned = swaps_sides(plan.header.facts.exif_orientation);
  plan.width = turned ? plan.shrunk_height : plan.shrunk_width;
  plan.height = turned ? plan.shrunk_width : plan.shrunk_height;
  return plan;
}

Done decode_into(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb) {
  if (rgb.size() != plan.bytes()) return Error{Errc::internal, "decode_into: buffer of the wrong size"};
  const bool shrunk = plan.raw_width != plan.shrunk_width || plan.raw_height != plan.shrunk_height;
  const int orientation = plan.header.facts.exif_orientation;
  if (!shrunk && orientation == 1) return read_raw(file, plan, rgb);

  const auto raw_width = static_cast<std::size_t>(plan.raw_width);
  std::vector<std::uint8_t> raw(raw_width * static_cast<std::size_t>(plan.raw_height) * 3);
  TRY(read_raw(file, plan, raw));
  if (!shrunk) {
    write_upright(raw.data(), plan.raw_width, plan.raw_height, orientation, rgb.data());
    return {};
  }
  const Extent from{plan.raw_width, plan.raw_height}, to{plan.shrunk_width, plan.shrunk_height};
  if (orientation == 1) {
    shrink(raw.data(), from, rgb.data(), to);
    return {};
  }
  std::vector<std::uint8_t> small(plan.bytes());
  shrink(raw.data(), from, small.data(), to);
  write_upright(small.data(), to.width, to.height, orientation, rgb.data());
  return {};
}

}  // namespace zhaojian::imaging
