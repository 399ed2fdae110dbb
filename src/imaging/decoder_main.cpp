// zhaojian-decoder: opens pictures of strangers for the program that started it, with nothing in reach but two pieces
// of shared memory and one socket (worker_protocol.h). Ends when the socket closes. Not meant to be started by hand.
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <new>

#include "imaging/confinement.h"
#include "imaging/decode_error.h"
#include "imaging/shared_memory.h"
#include "imaging/worker_protocol.h"

namespace zhaojian::imaging {
namespace {

Result<DecodePlan> decode_request(const DecodeRequest& request, std::span<const std::uint8_t> file_memory,
                                  std::span<std::uint8_t> pixel_memory) try {
  if (request.bytes > file_memory.size()) return decode_error(DecodeFault::too_large, "more bytes than shared memory");
  const ByteView file = std::as_bytes(file_memory.first(request.bytes));
  const DecodePlan plan = TRY(plan_decode(file, request.limits, request.longest_side));
  if (plan.bytes() > pixel_memory.size()) {
    return decode_error(DecodeFault::too_many_pixels, "more pixels than shared memory");
  }
  TRY(decode_into(file, plan, pixel_memory.first(plan.bytes())));
  return plan;
} catch (const std::bad_alloc&) {
  return decode_error(DecodeFault::too_many_pixels, "not enough memory for the picture");
}

bool send(const DecodeReply& reply) {
  return ::send(worker_socket, &reply, sizeof reply, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof reply);
}

// The next request, or false when the program has gone.
bool receive(DecodeRequest& request) {
  for (;;) {
    const ssize_t count = ::recv(worker_socket, &request, sizeof request, 0);
    if (count < 0 && errno == EINTR) continue;
    return count == static_cast<ssize_t>(sizeof request);
  }
}

int serve() {
  auto file_memory = SharedMemory::open(Fd(worker_file_memory));
  auto pixel_memory = SharedMemory::open(Fd(worker_pixel_memory));
  const Done confined = confine_to_decoding(worker_pixel_memory);
  if (!file_memory || !pixel_memory || !confined) {
    std::fprintf(stderr, "zhaojian-decoder: %s\n", confined ? "no shared memory" : confined.error().message.c_str());
    return 70;  // EX_SOFTWARE
  }
  if (!send(DecodeReply{})) return 0;
  for (DecodeRequest request; receive(request);) {
    const auto plan = decode_request(request, file_memory->bytes(), pixel_memory->bytes());
    if (!send(plan ? reply_of(request.id, *plan) : reply_of(request.id, plan.error()))) break;
  }
  return 0;
}

}  // namespace
}  // namespace zhaojian::imaging

int main() { ::_exit(zhaojian::imaging::serve()); }
