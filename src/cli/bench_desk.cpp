#include <cstdlib>
#include <optional>
#include <ostream>

#include "base/files.h"
#include "cli/bench_cases.h"
#include "cli/child.h"

namespace zhaojian::cli {
namespace {

constexpr const char* kSubmissions = "520";  // at the invented back end
constexpr const char* kDecisions = "500";
constexpr const char* kShown = "5000";  // altogether
constexpr const char* kSize = "1280x800";
constexpr int kQueued = 10'000;          // for the start
constexpr int kStarts = 5;
constexpr double kStartLimitMs = 1000;
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
  const std::string back_end = url.empty() ? std::string()
                                           : "[backend]\nurl = " + quoted(url) +
                                                 "\ntoken_file = \"token\"\nwebhook_secret_file = \"secret\"\n";
  const std::string text =
      back_end + "[data]\ndir = \"data\"\n" +
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
  if (!said.starts_with(kListening)) return Error{Errc::unavailable, "the invented capture platform: " + said, {}};
  TRY(write_config(folder.path(), own, said.substr(kListening.size()), token, secret));
  const std::string config = (folder.path() / "config.toml").string();
  Child pull = TRY(Child::start({beside_us("zhaojian").string(), "--config", config, "pull"}, Child::Output::to_us));
  (void)pull.wait();  // some of its invented items are meant to be unusable
  Child desk = TRY(Child::start({beside_us("zhaojian-desk").string(), "--config", config, "--size", kSize,
                                 "--bench", kDecisions, "--bench-shown", kShown},
                                Child::Output::ours));
  return desk.wait();
}

// A screen nobody sees, for a machine that has none.
Result<std::optional<Child>> screen() {
  if (std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY")) return std::optional<Child>();
  Child server = TRY(Child::start({"/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"},
                                  Child::Output::to_us));
  const std::string number = server.first_line();
  if (number.empty()) return Error{Errc::unavailable, "Xvfb does not start", {}};
  ::setenv("DISPLAY", (":" + number).c_str(), 1);
  ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  return std::optional<Child>(std::move(server));
}

// From starting the program to the list of 10,000 queued on the screen, somebody signed in.
Result<Figures> measure_start(const Session& session, const std::filesystem::path& under) {
  const station::Config own = TRY(session.config());
  const BenchFolder folder = TRY(BenchFolder::make_in(under));
  {
    const auto station = TRY(bench_station(session, folder.path()));
    const auto store = TRY(station::open_store_of(*station, session.clock()));
    const domain::Operator who{OperatorId("bench"), "bench", domain::Role::customer_service, true};  // reads, claims nothing
    TRY(store->transact([&]() -> Done { return store->people().put_operator(who); }));
    TRY(add_waiting(*store, station->assets.profiles.begin()->first, 0, kQueued, session.clock().now()));
  }
  TRY(write_config(folder.path(), own, {}, "unused", "whsec_" + base64(random_bytes(32))));
  const std::string config = (folder.path() / "config.toml").string();
  std::vector<double> times;
  for (int run = 0; run < kStarts; ++run) {
    const Duration start = session.clock().monotonic();
    Child desk = TRY(Child::start({beside_us("zhaojian-desk").string(), "--config", config, "--size", kSize, "--bench", "0"},
                                  Child::Output::to_us));
    const std::string said = desk.first_line();
    if (said != "usable") return Error{Errc::unavailable, "the window: " + said, {}};
    times.push_back(static_cast<double>(session.clock().monotonic().micros - start.micros) / 1000);
    (void)desk.wait();
  }
  return Figures{{"cli.bench.desk_start", median(times), kStartLimitMs, Figure::Bound::at_most, kStarts}};
}

}  // namespace

Exit bench_desk(const Session& session, const std::filesystem::path& folder) {
  const auto missing = [&](std::string what) {
    return session.fail({Errc::not_found, std::move(what), "error.cli.bench_desk"}, Exit::usage);
  };
  if (!std::filesystem::exists(beside_us("zhaojian-desk"))) return missing(beside_us("zhaojian-desk").string());
  if (!std::filesystem::is_directory(folder)) return missing("no folder " + folder.string());
  const auto screen_of_ours = screen();
  if (!screen_of_ours) return missing("no screen: " + screen_of_ours.error().message);
  session.err() << session.text("cli.bench.desk") << std::endl;
  session.out().flush();
  const auto start = measure_start(session, folder);
  if (!start) return missing(start.error().message);
  print_figures(session, *start);
  session.out().flush();
  const auto ended = measure(session, folder);
  if (!ended) return missing(ended.error().message);
  return *ended == 0 && start->front().met() ? Exit::ok : Exit::problems;
}

}  // namespace zhaojian::cli
