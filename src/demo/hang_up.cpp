#include "demo/hang_up.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <string>

namespace zhaojian::demo {
namespace {

int port_of(const sockaddr_in& address) { return ntohs(address.sin_port); }

bool joins(int fd, int our_port, int client_port) {
  sockaddr_in ours{}, theirs{};
  socklen_t size = sizeof ours;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&ours), &size) != 0 || ours.sin_family != AF_INET) return false;
  size = sizeof theirs;
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&theirs), &size) != 0) return false;
  return port_of(ours) == our_port && port_of(theirs) == client_port;
}

}  // namespace

// cpp-httplib lets no handler near its socket, so it is looked up among our open files by the two ports.
void hang_up(int our_port, int client_port) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const std::string name = entry.path().filename();
    int fd = -1;
    std::from_chars(name.data(), name.data() + name.size(), fd);
    if (fd >= 0 && joins(fd, our_port, client_port)) ::shutdown(fd, SHUT_RDWR);
  }
}

}  // namespace zhaojian::demo
