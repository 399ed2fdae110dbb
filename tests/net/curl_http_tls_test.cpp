#include <httplib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "net/curl_http.h"
#include "support/tls_identity.h"

using namespace zhaojian;
using namespace zhaojian::net;
using zhaojian::test::make_tls_identity;
using zhaojian::test::TlsIdentity;

namespace {

// An https server of ours on 127.0.0.1 and on the name localhost.
class TlsServer {
 public:
  explicit TlsServer(const TlsIdentity& identity, int newest_tls = 0)
      : server_([&identity, newest_tls](SSL_CTX& context) {
          // An old server: old protocols, and the old ciphers that OpenSSL would otherwise keep it from offering.
          if (newest_tls != 0) {
            SSL_CTX_set_min_proto_version(&context, TLS1_VERSION);
            SSL_CTX_set_max_proto_version(&context, newest_tls);
            SSL_CTX_set_cipher_list(&context, "ALL:@SECLEVEL=0");
          }
          return SSL_CTX_use_certificate(&context, identity.certificate.get()) == 1 &&
                 SSL_CTX_use_PrivateKey(&context, identity.key.get()) == 1;
        }) {
    server_.Get("/",
                [](const httplib::Request&, httplib::Response& response) { response.set_content("hi", "text/plain"); });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~TlsServer() {
    server_.stop();
    thread_.join();
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  [[nodiscard]] std::string url(const std::string& host) const {
    return "https://" + host + ":" + std::to_string(port_) + "/";
  }

 private:
  httplib::SSLServer server_;
  int port_ = 0;
  std::thread thread_;
};

const TlsIdentity& authority() {
  static const TlsIdentity made = make_tls_identity({"Campus CA", ""});
  return made;
}

std::filesystem::path ca_file(const TlsIdentity& identity) {
  const auto file = std::filesystem::temp_directory_path() / ("zhaojian-ca-" + std::to_string(getpid()) + ".pem");
  std::ofstream(file) << test::pem(identity);
  return file;
}

Result<HttpResponse> get(const std::string& url, const std::filesystem::path& trusted) {
  const auto http = std::move(open_curl_http(trusted)).value();
  return http->send({Method::get, url}, {});
}

void check_refused(const Result<HttpResponse>& response) {
  REQUIRE_FALSE(response);
  INFO(response.error().message);
  CHECK(response.error().code == Errc::denied);
  CHECK(response.error().text == "error.net.tls");
}

constexpr const char* our_names = "IP:127.0.0.1,DNS:localhost";

}  // namespace

TEST_CASE("A server with a certificate of the private authority is accepted under each of its names") {
  const TlsServer server(make_tls_identity({"capture", our_names}, &authority()));
  const auto trusted = ca_file(authority());
  for (const char* host : {"127.0.0.1", "localhost"}) {
    const auto response = get(server.url(host), trusted);
    REQUIRE(response);
    CHECK(text_of(response->body) == "hi");
  }
}

TEST_CASE("A certificate that proves nothing is refused") {
  const auto trusted = ca_file(authority());
  SECTION("for another host") {
    const TlsServer server(make_tls_identity({"127.0.0.1", "DNS:capture.example.edu"}, &authority()));
    check_refused(get(server.url("127.0.0.1"), trusted));
  }
  SECTION("for another name of the same machine") {
    const TlsServer server(make_tls_identity({"localhost", "IP:127.0.0.1"}, &authority()));
    check_refused(get(server.url("localhost"), trusted));
  }
  SECTION("expired") {
    const TlsServer server(make_tls_identity({"capture", our_names, -7'200, -3'600}, &authority()));
    check_refused(get(server.url("127.0.0.1"), trusted));
  }
  SECTION("not yet valid") {
    const TlsServer server(make_tls_identity({"capture", our_names, 3'600, 7'200}, &authority()));
    check_refused(get(server.url("127.0.0.1"), trusted));
  }
  SECTION("signed by itself") {
    const TlsServer server(make_tls_identity({"capture", our_names}));
    check_refused(get(server.url("127.0.0.1"), trusted));
  }
  SECTION("of an authority with the same name but another key") {
    const TlsIdentity impostor = make_tls_identity({"Campus CA", ""});
    const TlsServer server(make_tls_identity({"capture", our_names}, &impostor));
    check_refused(get(server.url("127.0.0.1"), trusted));
  }
  SECTION("of an authority the system does not know, without a file of our own") {
    const TlsServer server(make_tls_identity({"capture", our_names}, &authority()));
    check_refused(get(server.url("127.0.0.1"), {}));
  }
}

TEST_CASE("TLS older than 1.2 is refused, 1.2 itself is not") {
  const auto trusted = ca_file(authority());
  const TlsIdentity identity = make_tls_identity({"capture", our_names}, &authority());
  check_refused(get(TlsServer(identity, TLS1_1_VERSION).url("127.0.0.1"), trusted));
  CHECK(get(TlsServer(identity, TLS1_2_VERSION).url("127.0.0.1"), trusted));
}

TEST_CASE("A CA file that cannot be read is said at once, one that holds no certificate trusts nobody") {
  const auto missing = open_curl_http("/nonexistent/ca.pem");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().text == "error.net.ca_file");
  const TlsServer server(make_tls_identity({"capture", our_names}, &authority()));
  const auto empty = std::filesystem::temp_directory_path() / ("zhaojian-empty-" + std::to_string(getpid()) + ".pem");
  std::ofstream(empty) << "nothing";
  check_refused(get(server.url("127.0.0.1"), empty));
}
