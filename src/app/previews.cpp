#include "app/previews.h"

#include "app/photos.h"
#include "base/log.h"
#include "workflow/standardise.h"

namespace zhaojian::app {
namespace {

Result<Previews::Made> made_of(const desk::MakePreview& wanted, Tools& tools, std::size_t thread,
                               const std::function<void(int)>& began) {
  const Bytes bytes = TRY(tools.photos().read(wanted.capture));
  const imaging::Photo capture = TRY(tools.decoder(thread).decode(bytes, 0));
  const workflow::Bench bench = TRY(tools.bench(thread));
  workflow::Standardised done = TRY(workflow::standardise(capture.pixels, bench.analyser, *wanted.profile, began));
  // As the file would show it to the student, not as the pixels were before they were compressed.
  imaging::Photo photo = TRY(tools.decoder(thread).decode(done.file, 0));
  Previews::Made made{{wanted.sequence, arrived_as(photo, &bench.analyser)}, {}};
  made.pixels = std::move(photo.pixels);
  return made;
}

}  // namespace

Previews::Previews(Pool& pool, Tools& tools, std::function<void(desk::Event)> post, std::function<void()> wake)
    : pool_(pool), tools_(tools), post_(std::move(post)), made_(std::make_shared<Mailbox<Made>>(std::move(wake))),
      wanted_for_(std::make_shared<std::atomic<std::uint64_t>>(0)) {}

Previews::~Previews() { *wanted_for_ = 0; }

void Previews::only_for(std::uint64_t sequence) {
  if (*wanted_for_ != sequence) *wanted_for_ = 0;
}

void Previews::make(const desk::MakePreview& wanted) {
  *wanted_for_ = wanted.sequence;
  pool_.post(Lane::now, [wanted, &tools = tools_, post = post_, made = made_, wanted_for = wanted_for_](std::size_t thread) {
    if (*wanted_for != wanted.sequence) return;
    const auto began = [&](int step) {
      if (*wanted_for == wanted.sequence) post(desk::PreviewStepped{wanted.sequence, step, workflow::kStandardiseSteps});
    };
    Result<Made> result = made_of(wanted, tools, thread, began);
    if (*wanted_for != wanted.sequence) return;  // the case left meanwhile
    if (result) return made->post(std::move(*result));
    log_error("preview", result.error());
    Made none{{wanted.sequence, not_arrived(wanted.capture, result.error())}, {}};
    if (result.error().text.empty()) none.event.picture.problem = "preview.failed";
    made->post(std::move(none));
  });
}

}  // namespace zhaojian::app
