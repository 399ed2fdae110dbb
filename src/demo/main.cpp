#include <pthread.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "demo/server.h"

namespace {

struct Options {
  int port = 8780, count = 220, slow_ms = 0, fail = 0, lose = 0, rate = 1, receipts_ms = 3000;
  std::uint64_t seed = 1;
  std::string assets, token = "demo-token", secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
};

void describe(CLI::App& app, Options& options) {
  using CLI::Range;
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("--port", options.port, "on 127.0.0.1; 0: a free one")->check(Range(0, 65535))->capture_default_str();
  app.add_option("--assets", options.assets, "folder of the sample portraits, or the one that holds demo/")->required();
  app.add_option("--count", options.count, "submissions at the start")
      ->check(Range(zhaojian::demo::least_submissions, zhaojian::demo::most_submissions))
      ->capture_default_str();
  app.add_option("--seed", options.seed, "another seed, other students")->capture_default_str();
  app.add_option("--slow", options.slow_ms, "milliseconds before each answer")->check(Range(0, 60'000));
  app.add_option("--fail", options.fail, "percent of requests that fail")->check(Range(0, 100));
  app.add_option("--lose", options.lose, "percent of events taken but not answered")->check(Range(0, 100));
  app.add_option("--rate", options.rate, "changes a minute by the students; 0: none")
      ->check(Range(0, 6000))
      ->capture_default_str();
  app.add_option("--receipts", options.receipts_ms, "milliseconds until a message is delivered")
      ->check(Range(0, 3'600'000))
      ->capture_default_str();
  app.add_option("--token", options.token, "the workstation's bearer token")->capture_default_str();
  app.add_option("--secret", options.secret, "the workstation's webhook secret")->capture_default_str();
}

zhaojian::Result<std::unique_ptr<zhaojian::demo::Server>> start(const Options& options, const zhaojian::Clock& clock) {
  using namespace zhaojian;
  demo::Setting setting;
  setting.count = options.count;
  setting.seed = options.seed;
  setting.mode = {milliseconds(options.slow_ms), options.fail, options.lose, false};
  setting.token = Secret(options.token);
  setting.secret = Secret(options.secret);
  setting.receipt_pace = milliseconds(options.receipts_ms);
  auto gallery = TRY(demo::Gallery::open(options.assets));
  return demo::Server::open(std::move(gallery), std::move(setting), clock, options.port, options.rate);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("A capture platform to try Zhaojian with. Invented students, synthetic portraits.");
  Options options;
  describe(app, options);
  CLI11_PARSE(app, argc, argv);

  // Blocked before any thread starts, so that only sigwait below gets them.
  sigset_t endings;
  sigemptyset(&endings);
  sigaddset(&endings, SIGINT);
  sigaddset(&endings, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);

  const zhaojian::SystemClock clock;
  const auto server = start(options, clock);
  if (!server) {
    std::cerr << "zhaojian-demo-feed: " << server.error().message << "\n";
    return 1;
  }
  std::cout << "listening on " << (*server)->url() << std::endl;
  std::cout << "what the students read: " << (*server)->url() << "/inbox" << std::endl;
  int signal = 0;
  sigwait(&endings, &signal);
  return 0;
}
