#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace zhaojian::test {

// One connection of a ScriptedServer, for the script to do right or wrong with.
class ScriptedConnection {
 public:
  ScriptedConnection(int fd, const std::atomic<bool>& over) : fd_(fd), over_(over) {}

  // The next request, head and body as they came; empty when the client is gone.
  std::string read_request() {
    std::string text;
    std::size_t need = std::string::npos;
    while (text.size() < need) {
      char piece[4096];
      const auto got = ::recv(fd_, piece, sizeof piece, 0);
      if (got <= 0) return {};
      text.append(piece, static_cast<std::size_t>(got));
      const auto end = text.find("\r\n\r\n");
      if (need == std::string::npos && end != std::string::npos) need = end + 4 + announced_length(text);
    }
    return text;
  }

  // False when the client is gone.
  bool send(std::string_view text) {
    while (!text.empty() && !over_) {
      const auto sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !over_;
  }

  // The next close sends RST instead of FIN.
  void reset_on_close() {
    const linger now{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }

  // Waits; false when the server is being taken down.
  bool pause(std::chrono::milliseconds time) {
    for (const auto end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end;) {
      if (over_) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return !over_;
  }

 private:
  static std::size_t announced_length(const std::string& text) {
    const auto at = text.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(text.substr(at + 16, 10));
  }

  int fd_;
  const std::atomic<bool>& over_;
};

// A TCP server on 127.0.0.1 that runs `script` for each connection, one after the other, and then closes it.
class ScriptedServer {
 public:
  using Script = std::function<void(ScriptedConnection&)>;

  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, raw, size) != 0 || ::listen(listening_, 16) != 0 ||
        ::getsockname(listening_, raw, &size) != 0) {
      throw std::runtime_error("no port to listen on");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedServer() {
    over_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    if (const int fd = active_.load(); fd >= 0) ::shutdown(fd, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
  }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void serve() {
    while (!over_) {
      const int fd = ::accept(listening_, nullptr, nullptr);
      if (fd < 0) return;
      ++connections_;
      active_ = fd;
      ScriptedConnection connection(fd, over_);
      script_(connection);
      active_ = -1;
      ::close(fd);
    }
  }

  Script script_;
  std::atomic<bool> over_ = false;
  std::atomic<int> active_ = -1;
  std::atomic<int> connections_ = 0;
  int listening_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace zhaojian::test
