#pragma once
#include <memory>

#include "vision/engine.h"

namespace zhaojian::vision {

// The fastest engine this build has: ONNX Runtime for ONNX files where it was found at configure time (about twice as
// fast as OpenCV's dnn, with the same answers to 1e-3), OpenCV for the rest.
[[nodiscard]] std::unique_ptr<Engine> best_engine();

}  // namespace zhaojian::vision
