#include "vision/onnx_engine.h"

// The library is looked at before its first use, so that an old one is an answer and not a crash.
#define ORT_API_MANUAL_INIT
#include <onnxruntime_cxx_api.h>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/fp_control_utils.hpp>
#include <utility>

namespace zhaojian::vision {

struct OnnxEngine::Runtime {
  Ort::Env environment{ORT_LOGGING_LEVEL_ERROR, "zhaojian"};
};

namespace {

class OnnxNetwork final : public Network {
 public:
  OnnxNetwork(std::shared_ptr<OnnxEngine::Runtime> runtime, ByteView model, const NetworkSpec& spec)
      : runtime_(std::move(runtime)),
        session_(runtime_->environment, model.data(), model.size(), options()),
        input_name_(session_.GetInputNameAllocated(0, Ort::AllocatorWithDefaultOptions()).get()),
        input_shape_(spec.input_shape),
        input_dimensions_(spec.input_shape.begin(), spec.input_shape.end()),
        outputs_(spec.outputs) {
    for (const std::string& output : outputs_) output_names_.push_back(output.c_str());
  }

  Result<std::vector<Tensor>> run(const Tensor& input) override try {
    if (input.shape != input_shape_) return Error{Errc::invalid, "network input has another shape"};
    std::size_t needed = 1;
    for (const int side : input_shape_) needed *= static_cast<std::size_t>(side);
    if (input.values.size() != needed) return Error{Errc::invalid, "network input has not all its values"};
    // A view, which the session only reads.
    const Ort::Value value =
        Ort::Value::CreateTensor<float>(memory_, const_cast<float*>(input.values.data()), input.values.size(),
                                        input_dimensions_.data(), input_dimensions_.size());
    const char* input_name = input_name_.c_str();
    // As OpenCV's engine does it. Faces give the embedding numbers below 1e-38, over which some processors take twelve
    // times as long. The session's own setting would hold only for the thread that makes the program's first session.
    const cv::FPDenormalsIgnoreHintScope tiny_is_zero;
    const std::vector<Ort::Value> answers =
        session_.Run(Ort::RunOptions(), &input_name, &value, 1, output_names_.data(), output_names_.size());
    std::vector<Tensor> tensors;
    tensors.reserve(answers.size());
    for (const Ort::Value& answer : answers) tensors.push_back(copy(answer));
    return tensors;
  } catch (const std::exception& failure) {
    return Error{Errc::internal, std::string("onnxruntime: ") + failure.what()};
  }

 private:
  static Ort::SessionOptions options() {
    Ort::SessionOptions options;
    options.SetIntraOpNumThreads(1);
    options.SetInterOpNumThreads(1);
    options.SetExecutionMode(ORT_SEQUENTIAL);
    options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
    // Kept blocks cost the desk 50 MB (7 networks on 2 threads) and save no measurable time.
    options.DisableCpuMemArena();
    return options;
  }

  static Tensor copy(const Ort::Value& answer) {
    const auto info = answer.GetTensorTypeAndShapeInfo();
    if (info.GetElementType() != ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT)
      throw Ort::Exception("an output is not of floats", ORT_INVALID_GRAPH);
    Tensor tensor;
    for (const std::int64_t side : info.GetShape()) tensor.shape.push_back(static_cast<int>(side));
    const float* first = answer.GetTensorData<float>();
    tensor.values.assign(first, first + info.GetElementCount());
    return tensor;
  }

  std::shared_ptr<OnnxEngine::Runtime> runtime_;
  Ort::Session session_;
  Ort::MemoryInfo memory_ = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeDefault);
  std::string input_name_;
  std::vector<int> input_shape_;
  std::vector<std::int64_t> input_dimensions_;
  std::vector<std::string> outputs_;
  std::vector<const char*> output_names_;
};

}  // namespace

Result<std::unique_ptr<Engine>> OnnxEngine::create() try {
  const OrtApi* api = OrtGetApiBase()->GetApi(ORT_API_VERSION);
  if (api == nullptr) return Error{Errc::unavailable, "onnxruntime: the library is older than its headers"};
  Ort::InitApi(api);
  return std::unique_ptr<Engine>(new OnnxEngine(std::make_shared<Runtime>()));
} catch (const std::exception& failure) {
  return Error{Errc::unavailable, std::string("onnxruntime: ") + failure.what()};
}

OnnxEngine::OnnxEngine(std::shared_ptr<Runtime> runtime) : runtime_(std::move(runtime)) {}
OnnxEngine::~OnnxEngine() = default;

Result<std::unique_ptr<Network>> OnnxEngine::load(ByteView model, const NetworkSpec& spec) const try {
  return std::unique_ptr<Network>(std::make_unique<OnnxNetwork>(runtime_, model, spec));
} catch (const std::exception& failure) {
  return Error{Errc::corrupt, std::string("onnxruntime: ") + failure.what(), "error.model.unreadable"};
}

std::string OnnxEngine::version() const { return OrtGetApiBase()->GetVersionString(); }

}  // namespace zhaojian::vision
