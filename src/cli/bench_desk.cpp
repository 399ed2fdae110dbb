#include <cstdlib>
#include <ostream>

#include "base/files.h"
#include "cli/bench.h"
#include "cli/child.h"

namespace zhaojian::cli {
namespace {

constexpr const char* kSubmissions = "60";  // at the invented back end
constexpr const char* kDecisions = "30";
constexpr std::string_view kListening = "listening on ";

// A TOML basic string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// The user's programs and texts, but a station, a back end and secrets that live no longer than the measuring.
Done write_config(const std::filesystem::path& folder, const station::Config& own, const std::string& url,
                  const std::string& token, const std::string& secret) {
  const std::string text =
      "[backend]\nurl = " + quoted(url) +
      "\ntoken_file = \"token\"\nwebhook_secret_file = \"secret\"\n[data]\ndir = \"data\"\n" +
      "[program]\nassets = " + quoted(own.assets_dir.string()) + "\nshaders = " + quoted(own.shaders_dir.string()) +
      "\nmigrations = " + quoted(own.migrations_dir.string()) + "\nmodels = " + quoted(own.models_dir.string()) + "\n";
  TRY(write_file_atomically(folder / "token", bytes_of(token)));
  TRY(write_file_atomically(folder / "secret", bytes_of(secret)));
  return write_file_atomically(folder / "config.toml", bytes_of(text));
}

Result<int> measure(const Session& session, const std::filesystem::path& under) {
  const station::Config own = TRY(session.config());
  const BenchFolder folder = TRY(BenchFolder::make_in(under));
  const std::string token = hex(random_bytes(16)), secret = "whsec_" + base64(random_bytes(32));
  Child feed =
      TRY(Child::start({beside_us("zhaojian-demo-feed").string(), "--port", "0", "--rate", "0", "--count", kSubmissions,
                        "--assets", own.assets_dir.string(), "--token", token, "--secret", secret},
                       Child::Output::to_us));
  const std::string said = feed.first_line();
  if (!said.starts_with(kListening)) return Error{Errc::unavailable, "the invented back end: " + said, {}};
  TRY(write_config(folder.path(), own, said.substr(kListening.size()), token, secret));
  const std::string config = (folder.path() / "config.toml").string();
  Child pull = TRY(Child::start({beside_us("zhaojian").string(), "--config", config, "pull"}, Child::Output::to_us));
  (void)pull.wait();  // some of its invented items are meant to be unusable
  Child desk = TRY(Child::start({beside_us("zhaojian-desk").string(), "--config", config, "--bench", kDecisions},
                                Child::Output::ours));
  return desk.wait();
}

}  // namespace

Exit bench_desk(const Session& session, const std::filesystem::path& folder) {
  const auto missing = [&](std::string what) {
    return session.fail({Errc::not_found, std::move(what), "error.cli.bench_desk"}, Exit::usage);
  };
  if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY")) return missing("no screen");
  if (!std::filesystem::exists(beside_us("zhaojian-desk"))) return missing(beside_us("zhaojian-desk").string());
  session.err() << session.text("cli.bench.desk") << std::endl;
  session.out().flush();
  const auto ended = measure(session, folder);
  if (!ended) return missing(ended.error().message);
  return *ended == 0 ? Exit::ok : Exit::problems;
}

}  // namespace zhaojian::cli
