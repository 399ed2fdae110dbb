#include "vision/model.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>

namespace zhaojian::vision {
namespace {

// No way out of the loop, so that several values are looked at together.
bool all_finite(const std::vector<float>& values) {
  constexpr std::uint32_t exponent = 0x7f800000;  // all set in infinities and in what is no number
  std::uint32_t broken = 0;
  for (const float value : values)
    broken |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(value) & exponent) == exponent);
  return broken == 0;
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
  cv::split(image, planes_);
  float* values = input_.values.data();
  for (std::size_t channel = 0; channel < planes_.size(); ++channel) {
    const double factor = 1.0 / static_cast<double>(form_.divisor[channel]);
    cv::Mat plane(size(), CV_32F, values);
    planes_[channel].convertTo(plane, CV_32F, factor, -static_cast<double>(form_.mean[channel]) * factor);
    values += plane.total();
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
