#include "vision/engines.h"

#include <opencv2/core/utility.hpp>

#include "vision/opencv_engine.h"
#ifdef ZHAOJIAN_WITH_ONNXRUNTIME
#include "vision/onnx_engine.h"
#endif

namespace zhaojian::vision {

std::unique_ptr<Engine> best_engine() {
#ifdef ZHAOJIAN_WITH_ONNXRUNTIME
  if (auto engine = OnnxEngine::create()) return *std::move(engine);
#endif
  return std::make_unique<OpencvEngine>();
}

void use_one_core_a_network() { cv::setNumThreads(1); }

}  // namespace zhaojian::vision
