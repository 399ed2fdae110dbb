#pragma once
#include "vision/engine.h"

namespace zhaojian::vision {

// OpenCV's dnn on the processor. Call cv::setNumThreads(1) once at start where several networks run side by side.
class OpencvEngine final : public Engine {
 public:
  [[nodiscard]] Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const override;
  [[nodiscard]] std::string_view name() const override { return "opencv-dnn"; }
  [[nodiscard]] std::string version() const override;
};

}  // namespace zhaojian::vision
