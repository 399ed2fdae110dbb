#include <vector>

#include <webp/decode.h>

#include "imaging/decode_error.h"
#include "imaging/decode_plan.h"
#include "imaging/on_white.h"

namespace zhaojian::imaging {

Done read_webp(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(file.data());
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) return Error{Errc::internal, "libwebp of another version"};
  VP8StatusCode status = WebPGetFeatures(data, file.size(), &config.input);
  if (status == VP8_STATUS_OK && (config.input.width != plan.raw_width || config.input.height != plan.raw_height)) {
    return decode_error(DecodeFault::broken, "WebP: two headers of different size");
  }
  const bool alpha = config.input.has_alpha != 0;
  const auto width = static_cast<std::size_t>(plan.raw_width), height = static_cast<std::size_t>(plan.raw_height);
  std::vector<std::uint8_t> rgba(alpha ? width * height * 4 : 0);
  if (status == VP8_STATUS_OK) {
    config.output.colorspace = alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = alpha ? rgba.data() : rgb.data();
    config.output.u.RGBA.stride = plan.raw_width * (alpha ? 4 : 3);
    config.output.u.RGBA.size = alpha ? rgba.size() : rgb.size();
    status = WebPDecode(data, file.size(), &config);
    WebPFreeDecBuffer(&config.output);
  }
  if (status == VP8_STATUS_NOT_ENOUGH_DATA) return decode_error(DecodeFault::truncated, "WebP: the end is missing");
  if (status == VP8_STATUS_OUT_OF_MEMORY) return decode_error(DecodeFault::too_many_pixels, "WebP: out of memory");
  if (status != VP8_STATUS_OK) return decode_error(DecodeFault::broken, "WebP: status " + std::to_string(status));
  if (alpha) lay_on_white(rgba.data(), width * height, rgb.data());
  return {};
}

}  // namespace zhaojian::imaging
