#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

// What runs a neural network. Everything else in vision/ knows only this, so another engine can take its place.
namespace zhaojian::vision {

// Numbers in row-major order; values.size() is the product of the shape.
struct Tensor {
  std::vector<int> shape;
  std::vector<float> values;
};

struct NetworkSpec {
  std::vector<int> input_shape;      // N C H W
  std::vector<std::string> outputs;  // names, in the order run() returns them
};

// One loaded network. Not thread-safe: a network belongs to one thread. The same input always gives the same bits.
class Network {
 public:
  virtual ~Network() = default;
  // `invalid` when the input has not the shape the network was loaded for, `internal` when the engine fails.
  [[nodiscard]] virtual Result<std::vector<Tensor>> run(const Tensor& input) = 0;
};

// Loads networks. Thread-safe; holds no state of its own.
class Engine {
 public:
  virtual ~Engine() = default;
  // `model` holds the bytes of an ONNX file and is not needed afterwards. `corrupt` when the engine cannot read them.
  [[nodiscard]] virtual Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const = 0;
  [[nodiscard]] virtual std::string_view name() const = 0;  // "opencv-dnn"
  [[nodiscard]] virtual std::string version() const = 0;    // "4.6.0"
  // Whether it reads networks in whole numbers of 8 bits (QLinearConv of ONNX).
  [[nodiscard]] virtual bool runs_whole_numbers() const { return false; }
};

}  // namespace zhaojian::vision
