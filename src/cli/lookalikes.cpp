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
#include "workflow/lookalikes.h"

// Who looks like whom among photos that are just files, whose faces are compared in memory and kept nowhere; or among
// those of a batch, where its profile allows faces to be kept.
namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files;
  std::optional<double> least;
  std::string batch;
  bool forget = false;
  std::size_t top = 3;
  int jobs = 0;
};

constexpr double kLeast = 0.4;  // separated all pairs the networks were tried on

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
    const auto hits = batch.index.nearest(batch.index.face(place), options.top + 1, static_cast<float>(options.least.value_or(kLeast)));
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

Exit forget(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  std::int64_t gone = 0;
  const Done done = services->store.transact([&]() -> Done {
    gone = TRY(services->store.faces().forget(BatchId(options.batch)));
    return {};
  });
  if (!done) return session.fail(done.error());
  if (session.json()) session.print_line(codec::Json::Object{{"batch", options.batch}, {"forgotten", gone}});
  else session.out() << session.text("cli.lookalikes.forgotten", {options.batch, std::to_string(gone)}) << '\n';
  return Exit::ok;
}

Exit in_batch(Session& session, const Options& options) {
  if (options.forget) return forget(session, options);
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  workflow::BatchFaces faces;
  const auto pairs = workflow::lookalikes_in(*services, faces, BatchId(options.batch), options.top, options.least);
  if (!pairs) return session.fail(pairs.error(), Exit::usage);
  Table table({{session.text("cli.column.id")},
               {session.text("cli.lookalikes.column.like")},
               {session.text("cli.lookalikes.column.cosine"), Align::right}});
  for (const workflow::LikePair& pair : *pairs) {
    if (session.json())
      session.print_line(codec::Json::Object{{"id", pair.first.value}, {"like", pair.second.value}, {"cosine", pair.cosine}});
    else
      table.row({pair.first.value, pair.second.value, cosine_text(static_cast<float>(pair.cosine))});
  }
  if (session.json()) return Exit::ok;
  table.print(session.out());
  session.out() << session.text("cli.lookalikes.batch_sum", {options.batch, std::to_string(faces.whose().size())}) << '\n';
  return Exit::ok;
}

Exit lookalikes(Session& session, const Options& options) {
  if (options.batch.empty() == options.files.empty() || (options.forget && options.batch.empty()))
    return session.fail({Errc::invalid, "files or a batch", "error.lookalikes.what"}, Exit::usage);
  if (!options.batch.empty()) return in_batch(session, options);
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
  command->add_option("FILE", options->files, menu.text("cli.check.files"));
  command->add_option("--batch", options->batch, menu.text("cli.lookalikes.batch"))->option_text("ID");
  command->add_flag("--forget", options->forget, menu.text("cli.lookalikes.forget"));
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
