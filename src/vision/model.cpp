#include "vision/model.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace zhaojian::vision {
namespace {

bool all_finite(const std::vector<float>& values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

}  // namespace

Model::Model(std::unique_ptr<Network> network, const InputForm& form) : network_(std::move(network)), form_(form) {
  input_.shape = {1, form.channels, form.height, form.width};
  input_.values.resize(static_cast<std::size_t>(form.channels) * static_cast<std::size_t>(form.height) *
                       static_cast<std::size_t>(form.width));
}

Result<const std::vector<Tensor>*> Model::ask(const cv::Mat& image, std::initializer_list<std::size_t> lengths) {
  if (image.size() != size() || image.type() != CV_8UC(form_.channels))
    return Error{Errc::internal, "picture does not have the network's input form"};
  fill(image);
  const auto start = std::chrono::steady_clock::now();
  auto answer = network_->run(input_);
  milliseconds_ += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (!answer) return std::move(answer).error();
  answer_ = *std::move(answer);
  if (answer_.size() < lengths.size()) return Error{Errc::internal, "network gave too few outputs"};
  auto tensor = answer_.begin();
  for (const std::size_t length : lengths) {
    if (tensor->values.size() < length) return Error{Errc::internal, "network gave too short an output"};
    if (!all_finite(tensor->values)) return Error{Errc::internal, "network gave a value that is no number"};
    ++tensor;
  }
  return &answer_;
}

void Model::fill(const cv::Mat& image) {
  const auto channels = static_cast<std::size_t>(form_.channels);
  float* plane = input_.values.data();
  const auto plane_size = static_cast<std::size_t>(form_.width) * static_cast<std::size_t>(form_.height);
  for (std::size_t channel = 0; channel < channels; ++channel, plane += plane_size) {
    const float factor = 1.0F / form_.divisor[channel];
    const float offset = -form_.mean[channel] * factor;
    float* out = plane;
    for (int y = 0; y < form_.height; ++y) {
      const std::uint8_t* in = image.ptr<std::uint8_t>(y) + channel;
      for (int x = 0; x < form_.width; ++x, in += channels) *out++ = static_cast<float>(*in) * factor + offset;
    }
  }
}

std::vector<float> softmax(const std::vector<float>& values) {
  std::vector<float> shares(values);
  if (shares.empty()) return shares;
  const float largest = *std::ranges::max_element(shares);
  float sum = 0;
  for (float& share : shares) sum += share = std::exp(share - largest);
  for (float& share : shares) share /= sum;
  return shares;
}

}  // namespace zhaojian::vision
