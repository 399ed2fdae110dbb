#include <array>
#include <opencv2/imgproc.hpp>

#include "imaging/encode.h"
#include "imaging/resize.h"
#include "samples/canvas.h"

// What is wrong with the file, not with the picture in it.
namespace zhaojian::samples {
namespace {

using imaging::encode_jpeg;

Result<Bytes> at_quality(const Original& original, int quality) {
  return encode_jpeg(original.pixels, {quality, original.dpi, imaging::Chroma::half});
}

Result<Bytes> at_dpi(const Original& original, int dpi) {
  auto file = TRY(imaging::encode_jpeg_to_size(original.pixels, original.min_bytes, original.max_bytes, dpi, 1));
  return std::move(file.file);
}

Result<Bytes> at_most(const Original& original, std::size_t bytes) {
  auto file = TRY(imaging::encode_jpeg_to_size(original.pixels, 0, bytes, original.dpi, 1));
  return std::move(file.file);
}

Result<Bytes> at_size(const Original& original, double across, double down) {
  const auto scaled = imaging::resized(original.pixels, cvRound(original.width * across),
                                       cvRound(original.height * down), imaging::Filter::lanczos);
  auto file = TRY(imaging::encode_jpeg_to_size(scaled, original.min_bytes, original.max_bytes, original.dpi, 1));
  return std::move(file.file);
}

// An EXIF segment that says how the picture lies, put in behind the JFIF one; the pixels are turned the other way, so
// that the picture is upright for who obeys it.
Result<Bytes> turned_by_exif(const Original& original) {
  constexpr std::array<unsigned char, 36> exif = {
      0xFF, 0xE1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,   // big-endian, directory at 8
      0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   6,   0, 0,  0, 0, 0, 0};  // one entry: Orientation is 6
  cv::Mat lying;
  cv::rotate(canvas_of(original), lying, cv::ROTATE_90_COUNTERCLOCKWISE);
  Bytes file = TRY(saved(lying, original));
  constexpr std::size_t behind_jfif = 20;  // SOI and an APP0 of 18 bytes
  const auto* first = reinterpret_cast<const std::byte*>(exif.data());
  file.insert(file.begin() + behind_jfif, first, first + exif.size());
  return file;
}

Result<Bytes> torn(const Original& original) {
  Bytes file = TRY(saved(canvas_of(original), original));
  file.resize(file.size() / 2);
  return file;
}

constexpr Recipe recipes_of_files[] = {
    {"made_file_torn", Source::submission, [](const Original& o) { return torn(o); }},
    {"made_png", Source::submission, [](const Original& o) { return imaging::encode_png(o.pixels, o.dpi); }},
    {"made_wrong_dpi", Source::submission, [](const Original& o) { return at_dpi(o, 72); }},
    {"made_wrong_dpi", Source::submission, [](const Original& o) { return at_dpi(o, 0); }},
    {"made_low_quality", Source::submission, [](const Original& o) { return at_quality(o, 25); }},
    {"made_low_quality", Source::submission, [](const Original& o) { return at_quality(o, 15); }},
    {"made_quality_below", Source::submission, [](const Original& o) { return at_quality(o, 50); }},
    {"made_too_large_file", Source::submission, [](const Original& o) { return at_quality(o, 98); }},
    {"made_too_small_file", Source::submission, [](const Original& o) { return at_most(o, o.min_bytes / 2); }},
    {"made_wrong_size", Source::submission, [](const Original& o) { return at_size(o, 1.5, 1.5); }},
    {"made_wrong_size", Source::submission, [](const Original& o) { return at_size(o, 0.75, 0.75); }},
    {"made_wrong_size", Source::submission, [](const Original& o) { return at_size(o, 1, 0.9); }},
    {"made_exif_orientation", Source::submission, [](const Original& o) { return turned_by_exif(o); }},
    {"made_saved_again", Source::submission, [](const Original& o) { return saved(canvas_of(o), o); }},
};

}  // namespace

std::span<const Recipe> file_recipes() { return recipes_of_files; }

}  // namespace zhaojian::samples
