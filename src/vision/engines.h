#pragma once
#include <memory>

#include "vision/engine.h"

namespace zhaojian::vision {

// The fastest engine this build has: ONNX Runtime where it was found at configure time (two to three times as fast as
// OpenCV's dnn, with the same answers to 1e-3), else OpenCV.
[[nodiscard]] std::unique_ptr<Engine> best_engine();

// Keeps OpenCV from spreading one network over all cores. Once at the start of a program that analyses several photos
// side by side.
void use_one_core_a_network();

}  // namespace zhaojian::vision
