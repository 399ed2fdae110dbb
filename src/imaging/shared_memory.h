#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/fd.h"
#include "base/result.h"

namespace zhaojian::imaging {

// Anonymous memory two processes share (memfd_create). Its size is sealed, so that neither side can cut it off under
// the other's reading; pages cost nothing until they are written. Move only.
class SharedMemory {
 public:
  SharedMemory() = default;
  SharedMemory(SharedMemory&& other) noexcept;
  SharedMemory& operator=(SharedMemory&& other) noexcept;
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  ~SharedMemory();

  // unavailable when the system gives none.
  [[nodiscard]] static Result<SharedMemory> make(const char* name, std::size_t size);
  // Maps what another process made and passed on; takes the descriptor.
  [[nodiscard]] static Result<SharedMemory> open(Fd memory);

  [[nodiscard]] std::span<std::uint8_t> bytes() const { return {static_cast<std::uint8_t*>(start_), size_}; }
  [[nodiscard]] int descriptor() const { return memory_.number(); }
  // Gives the pages back and leaves zeros.
  void clear();

 private:
  Fd memory_;
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace zhaojian::imaging
