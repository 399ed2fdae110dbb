#include "imaging/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace zhaojian::imaging {
namespace {

Error failed(const char* call) { return system_error(errno, std::string("shared memory: ") + call); }

}  // namespace

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : memory_(std::move(other.memory_)),
      start_(std::exchange(other.start_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

SharedMemory& SharedMemory::operator=(SharedMemory&& other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(start_, other.start_);
  std::swap(size_, other.size_);
  return *this;
}

SharedMemory::~SharedMemory() {
  if (start_ != nullptr) ::munmap(start_, size_);
}

Result<SharedMemory> SharedMemory::make(const char* name, std::size_t size) {
  Fd memory(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory.open()) return failed("memfd_create");
  if (::ftruncate(memory.number(), static_cast<off_t>(size)) != 0) return failed("ftruncate");
  if (::fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) return failed("seal");
  return open(std::move(memory));
}

Result<SharedMemory> SharedMemory::open(Fd memory) {
  struct stat status {};
  if (::fstat(memory.number(), &status) != 0) return failed("fstat");
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
  if (start == MAP_FAILED) return failed("mmap");
  SharedMemory shared;
  shared.memory_ = std::move(memory);
  shared.start_ = start;
  shared.size_ = size;
  return shared;
}

void SharedMemory::clear() {
  if (start_ == nullptr) return;
  ::fallocate(memory_.number(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size_));
}

}  // namespace zhaojian::imaging
