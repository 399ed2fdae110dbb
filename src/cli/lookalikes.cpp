#include <CLI/CLI.hpp>
#include <cstdio>
#include <ostream>

#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/command.h"
#include "cli/in_order.h"
#include "cli/interrupt.h"
#include "cli/photo_files.h"
#include "cli/progress.h"
#include "cli/tools.h"
#include "vision/face_index.h"

// Who looks like whom among photos that are just files. Faces are compared in memory and kept nowhere.
namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files;
  double least = 0.4;  // separated all pairs the networks were tried on
  std::size_t top = 3;
  int jobs = 0;
};

struct Seen {
  std::optional<vision::Embedding> face;
  std::optional<Error> unreadable;
};

Seen look(Tools& tools, const fs::path& file) {
  const auto bytes = read_photo(file);
  if (!bytes) return {{}, bytes.error()};
  const auto photo = tools.decoder.decode(*bytes, 0);
  if (!photo) return {{}, photo.error()};
  return {tools.analyser->analyse_reference(photo->pixels).embedding, {}};
}

struct Batch {
  vision::FaceIndex index;
  std::vector<fs::path> names;  // of the faces of the index
  int unreadable = 0, faceless = 0;
};

Batch read_all(const Session& session, const std::vector<fs::path>& files,
               const std::vector<std::unique_ptr<Tools>>& tools, const std::stop_token& stop) {
  Batch batch;
  Progress progress(session);
  in_order<Seen>(
      files.size(), tools.size(), stop,
      [&](std::size_t thread, std::size_t i) { return look(*tools[thread], files[i]); },
      [&](std::size_t i, const Seen& seen) {
        progress.count(static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(files.size()));
        if (seen.face) {
          batch.index.add(*seen.face);
          batch.names.push_back(files[i]);
          return;
        }
        ++(seen.unreadable ? batch.unreadable : batch.faceless);
        if (!seen.unreadable) return;
        progress.clear();
        session.fail(Error(*seen.unreadable).in(files[i].string()));
      });
  return batch;
}

std::string cosine_text(float cosine) {
  char text[16];
  std::snprintf(text, sizeof text, "%.3f", static_cast<double>(cosine));
  return text;
}

void print(const Session& session, const Batch& batch, const Options& options) {
  Table table({{session.text("cli.column.file")},
               {session.text("cli.lookalikes.column.like")},
               {session.text("cli.lookalikes.column.cosine"), Align::right}});
  for (std::size_t place = 0; place < batch.names.size(); ++place) {
    // One more, because each face is most like itself.
    const auto hits = batch.index.nearest(batch.index.face(place), options.top + 1, static_cast<float>(options.least));
    std::size_t shown = 0;
    for (const auto& hit : hits) {
      if (hit.place == place || shown++ == options.top) continue;
      const std::string mine = clean_utf8(batch.names[place].string()),
                        theirs = clean_utf8(batch.names[hit.place].string());
      if (session.json()) {
        session.print_line(
            codec::Json::Object{{"file", mine}, {"like", theirs}, {"cosine", static_cast<double>(hit.cosine)}});
      } else {
        table.row({mine, theirs, cosine_text(hit.cosine)});
      }
    }
  }
  if (session.json()) return;
  table.print(session.out());
  session.out() << session.text("cli.lookalikes.sum",
                                {std::to_string(batch.names.size()), std::to_string(batch.faceless),
                                 std::to_string(batch.unreadable)})
                << '\n';
}

Exit lookalikes(Session& session, const Options& options) {
  const auto files = photo_files(options.files);
  if (!files) return session.fail(files.error(), Exit::usage);
  if (files->empty()) return session.fail({Errc::not_found, "no pictures", "error.cli.no_pictures"}, Exit::usage);
  const Interrupt interrupt;
  const auto tools = make_tools(session, std::min(files->size(), threads_for(session, options.jobs)));
  if (!tools) return session.fail(tools.error(), Exit::usage);
  const Batch batch = read_all(session, *files, *tools, interrupt.token());
  if (interrupt.happened()) return session.fail({Errc::unavailable, "stopped", "error.cli.stopped"}, Exit::stopped);
  print(session, batch, options);
  return batch.unreadable > 0 ? Exit::unreadable : Exit::ok;
}

}  // namespace

void add_lookalikes(Menu& menu) {
  CLI::App* command = menu.add("lookalikes");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->files, menu.text("cli.check.files"))->required();
  command->add_option("--least", options->least, menu.text("cli.lookalikes.least"))
      ->check(CLI::Range(-1.0, 1.0))
      ->option_text("COSINE");
  command->add_option("--top", options->top, menu.text("cli.lookalikes.top"))
      ->check(CLI::Range(1, 100))
      ->option_text("N");
  command->add_option("--jobs", options->jobs, menu.text("cli.option.jobs"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return lookalikes(session, *options); });
}

}  // namespace zhaojian::cli
