#include <algorithm>

#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

// A new generation: an answer to an older question is dropped when it comes.
LoadQueue ask(Model& model) {
  ++model.queue.ticket.generation;
  return {model.queue.ticket, model.queue.filter, model.queue.offset};
}

}  // namespace

Effects reload_queue(Model& model) { return {ask(model)}; }

Effects reload_lists(Model& model) {
  Effects effects{ask(model), LoadDay{}};
  if (const CaseFile* here = on_desk(model)) effects.push_back(LoadFavourites{here->review_case.submission.batch.id});
  return effects;
}

Effects filter_queue(Model& model, const FilterQueue& intent) {
  model.queue.filter = intent.text;
  model.queue.matched = false;
  model.queue.offset = 0;
  return {ask(model)};
}

Effects scroll_queue(Model& model, const ScrollQueue& intent) {
  model.queue.offset = std::clamp<std::int64_t>(intent.offset, 0, std::max<std::int64_t>(0, model.queue.total - 1));
  return {ask(model)};
}

Effects on_queue_loaded(Model& model, const QueueLoaded& event) {
  if (event.ticket != model.queue.ticket) return {};
  model.queue.shown = event.ticket;
  model.queue.rows = event.rows;
  model.queue.offset = event.offset;
  model.queue.total = event.total;
  if (model.queue.filter.empty() || event.total > 0) {
    model.queue.matched = event.total > 0;
    return {};
  }
  // The last one looked for has been dealt with: nobody wants to go on before an empty list. What never matched stays, to be mended.
  return model.queue.matched ? filter_queue(model, {}) : Effects{};
}

Effects on_queue_failed(Model& model, const QueueFailed& event) {
  if (event.ticket == model.queue.ticket) model.queue.rows = Failed{event.error};
  return {};
}

}  // namespace zhaojian::desk
