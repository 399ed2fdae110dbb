#include "cli/bench.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ostream>

#include "cli/cells.h"
#include "cli/command.h"
#include "cli/words.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string what = "all";
  std::string folder;
  int runs = 7;
  bool write = false;
};

Exit bench(Session& session, const Options& options) {
  const bool all = options.what == "all";
  const auto folder =
      options.folder.empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(options.folder);
  Figures figures;
  const auto add = [&](const Result<Figures>& some) {
    if (some) figures.insert(figures.end(), some->begin(), some->end());
    return some.has_value();
  };
  if (all || options.what == "check") {
    if (const auto some = bench_check(session, options.runs); !add(some))
      return session.fail(some.error(), Exit::usage);
  }
  if (options.what == "faces") {
    if (const auto some = bench_faces(session, options.write); !add(some))
      return session.fail(some.error(), Exit::usage);
  }
  if (all || options.what == "search") {
    if (const auto some = bench_search(session, options.runs); !add(some))
      return session.fail(some.error(), Exit::usage);
  }
  if (all || options.what == "reuse") {
    if (const auto some = bench_reuse(session, options.runs, folder); !add(some))
      return session.fail(some.error(), Exit::usage);
  }
  if (all || options.what == "store") {
    const auto some = bench_store(session, options.runs, folder);
    if (!add(some)) return session.fail(some.error(), Exit::usage);
  }
  if (all || options.what == "queue") {
    const auto some = bench_queue(session, options.runs, folder);
    if (!add(some)) return session.fail(some.error(), Exit::usage);
  }
  if (!figures.empty()) print_figures(session, figures);
  Exit desk = Exit::ok;
  if (all || options.what == "desk") desk = bench_desk(session, folder);
  if (all && desk == Exit::usage) desk = Exit::ok;  // not every machine has a screen, or the invented back end
  const bool met = std::all_of(figures.begin(), figures.end(), [](const Figure& figure) { return figure.met(); });
  return met ? desk : Exit::problems;
}

}  // namespace

void print_figures(const Session& session, const Figures& figures) {
  Table table({{session.text("cli.column.figure")},
               {session.text("cli.column.value"), Align::right},
               {session.text("cli.column.limit"), Align::right},
               {session.text("cli.column.ratio"), Align::right},
               {session.text("cli.column.runs"), Align::right},
               {session.text("cli.column.verdict")}});
  for (const Figure& figure : figures) {
    const char* sign = figure.bound == Figure::Bound::at_most ? "≤ " : "≥ ";
    if (session.json()) {
      session.print_line(codec::Json::Object{{"figure", figure.key},
                                             {"value", figure.value},
                                             {"limit", figure.limit},
                                             {"ratio", figure.value / figure.limit},
                                             {"runs", figure.runs},
                                             {"met", figure.met()}});
    }
    table.row({session.text(figure.key), value_text(figure.value), sign + value_text(figure.limit),
               value_text(figure.value / figure.limit), std::to_string(figure.runs),
               session.text(figure.met() ? "cli.bench.met" : "cli.bench.missed")});
  }
  if (!session.json()) table.print(session.out());
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Result<BenchFolder> BenchFolder::make_in(const std::filesystem::path& under) {
  std::string name = (under / "zhaojian-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) return BenchFolder(name);
  return Error{Errc::io, "no folder can be made in " + under.string(), "error.cli.bench_folder"};
}

BenchFolder::~BenchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

void add_bench(Menu& menu) {
  CLI::App* command = menu.add("bench");
  const auto options = std::make_shared<Options>();
  command->add_option("WHAT", options->what, menu.text("cli.bench.what"))
      ->check(CLI::IsMember({"check", "search", "reuse", "store", "queue", "desk", "faces", "all"}))
      ->option_text("check|search|reuse|store|queue|desk|faces|all");
  command->add_option("--runs", options->runs, menu.text("cli.bench.runs"))
      ->check(CLI::Range(5, 1000))
      ->option_text("N");
  command->add_option("--folder", options->folder, menu.text("cli.bench.folder"))->option_text("DIR");
  command->add_flag("--write", options->write, menu.text("cli.bench.write"));
  menu.when_named(command, [options](Session& session) { return bench(session, *options); });
}

}  // namespace zhaojian::cli
