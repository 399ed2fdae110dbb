#include "vision/opencv_engine.h"

#include <numeric>
#include <opencv2/core.hpp>
#include <opencv2/core/version.hpp>
#include <opencv2/dnn.hpp>
#include <utility>

namespace zhaojian::vision {
namespace {

class OpencvNetwork final : public Network {
 public:
  OpencvNetwork(cv::dnn::Net net, const NetworkSpec& spec)
      : net_(std::move(net)),
        input_shape_(spec.input_shape),
        input_values_(
            std::accumulate(input_shape_.begin(), input_shape_.end(), std::size_t{1},
                            [](std::size_t product, int side) { return product * static_cast<std::size_t>(side); })),
        outputs_(spec.outputs.begin(), spec.outputs.end()) {
    net_.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net_.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
  }

  Result<std::vector<Tensor>> run(const Tensor& input) override try {
    if (input.shape != input_shape_ || input.values.size() != input_values_)
      return Error{Errc::invalid, "network input has another shape"};
    // A view: setInput copies, so the tensor is only read.
    const cv::Mat blob(input.shape, CV_32F, const_cast<float*>(input.values.data()));
    net_.setInput(blob);
    net_.forward(answers_, outputs_);
    std::vector<Tensor> tensors;
    tensors.reserve(answers_.size());
    for (const cv::Mat& answer : answers_) tensors.push_back(copy(answer));
    return tensors;
  } catch (const std::exception& failure) {
    return Error{Errc::internal, std::string("opencv-dnn: ") + failure.what()};
  }

 private:
  static Tensor copy(const cv::Mat& answer) {
    CV_Assert(answer.type() == CV_32F && answer.isContinuous());
    const auto* first = answer.ptr<float>();
    return {{answer.size.p, answer.size.p + answer.dims}, {first, first + answer.total()}};
  }

  cv::dnn::Net net_;
  std::vector<int> input_shape_;
  std::size_t input_values_;
  std::vector<cv::String> outputs_;
  std::vector<cv::Mat> answers_;
};

}  // namespace

Result<std::unique_ptr<Network>> OpencvEngine::load(ByteView model, const NetworkSpec& spec) const try {
  const auto* bytes = reinterpret_cast<const char*>(model.data());
  cv::dnn::Net net = cv::dnn::readNetFromONNX(bytes, model.size());
  if (net.empty()) return Error{Errc::corrupt, "opencv-dnn: no layers in the file", "error.model.unreadable"};
  return std::unique_ptr<Network>(std::make_unique<OpencvNetwork>(std::move(net), spec));
} catch (const std::exception& failure) {
  return Error{Errc::corrupt, std::string("opencv-dnn: ") + failure.what(), "error.model.unreadable"};
}

std::string OpencvEngine::version() const { return cv::getVersionString(); }

}  // namespace zhaojian::vision
