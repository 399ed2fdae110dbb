#pragma once
#include "vision/engine.h"

namespace zhaojian::vision {

// ONNX Runtime on the processor, one thread a network. Built only where ZHAOJIAN_ONNXRUNTIME_DIR holds its headers and
// library.
class OnnxEngine final : public Engine {
 public:
  // `unavailable` when the library found at run time is older than the headers.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> create();
  ~OnnxEngine() override;

  [[nodiscard]] Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const override;
  [[nodiscard]] std::string_view name() const override { return "onnxruntime"; }
  [[nodiscard]] std::string version() const override;  // "1.23.2"
  [[nodiscard]] bool runs_whole_numbers() const override { return true; }

  struct Runtime;

 private:
  explicit OnnxEngine(std::shared_ptr<Runtime> runtime);

  std::shared_ptr<Runtime> runtime_;  // every network keeps it too
};

}  // namespace zhaojian::vision
