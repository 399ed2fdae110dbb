#pragma once
#include <opencv2/core/utility.hpp>
#include <stdexcept>
#include <string>

#include "base/files.h"
#include "imaging/decode.h"
#include "vision/analyser.h"
#include "vision/opencv_engine.h"

// The rendered portraits of assets/demo, and an analyser with the networks `./dev setup` fetched.
namespace zhaojian::vision {

inline imaging::Pixels portrait(const std::string& name) {
  const auto file = read_file(std::string(ZHAOJIAN_SOURCE_DIR "/assets/demo/") + name + ".jpg", 20'000'000);
  if (!file) throw std::runtime_error(file.error().message);
  auto photo = imaging::decode(*file);
  if (!photo) throw std::runtime_error(name + ": " + photo.error().message);
  return std::move(photo->pixels);
}

inline ModelPaths models() { return {ZHAOJIAN_DEPS_DIR "/models", default_manifest()}; }

inline std::unique_ptr<Analyser> an_analyser() {
  cv::setNumThreads(1);
  auto analyser = Analyser::load(models(), OpencvEngine());
  if (!analyser) throw std::runtime_error(analyser.error().message);
  return *std::move(analyser);
}

}  // namespace zhaojian::vision
