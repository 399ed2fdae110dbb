#pragma once
#include <opencv2/core/mat.hpp>

#include "vision/model_files.h"

// A network together with its input form. Not thread-safe.
namespace zhaojian::vision {

class Model {
 public:
  Model(std::unique_ptr<Network> network, const InputForm& form);

  // The size a picture must have to be asked about.
  [[nodiscard]] cv::Size size() const { return {form_.width, form_.height}; }

  // `image`: 8-bit RGB, or grey when the form has one channel, of size(). The outputs have at least `lengths` values
  // each, all finite; `internal` otherwise. The answer lives until the next call.
  [[nodiscard]] Result<const std::vector<Tensor>*> ask(const cv::Mat& image,
                                                       std::initializer_list<std::size_t> lengths);

  // Time spent inside the network since the last call of this, in milliseconds.
  [[nodiscard]] double take_time() { return std::exchange(milliseconds_, 0); }

 private:
  void fill(const cv::Mat& image);

  std::unique_ptr<Network> network_;
  InputForm form_;
  std::vector<cv::Mat> planes_;
  Tensor input_;
  std::vector<Tensor> answer_;
  double milliseconds_ = 0;
};

// Softmax of all values; they must be finite.
[[nodiscard]] std::vector<float> softmax(const std::vector<float>& values);

}  // namespace zhaojian::vision
