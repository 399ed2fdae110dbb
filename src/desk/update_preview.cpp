#include <algorithm>

#include "desk/parts.h"

namespace zhaojian::desk {
namespace {

Preview* preview_of(Model& model, std::uint64_t sequence) {
  auto* shown = std::get_if<Reviewing>(&model.review);
  if (!shown || shown->sequence != sequence || !shown->preview) return nullptr;
  return &*shown->preview;
}

}  // namespace

// The first press makes it, the next ones put it away and bring it back. One that failed is tried again.
Effects toggle_preview(Model& model) {
  auto* shown = std::get_if<Reviewing>(&model.review);
  if (!shown || shown->pass != Pass::standard) return {};
  const bool failed = shown->preview && shown->preview->pane.lost();
  if (shown->preview && (shown->preview->shown || !failed)) {
    shown->preview->shown = !shown->preview->shown;
    return {};
  }
  Preview preview;
  preview.pane.role = domain::PhotoRole::capture;
  preview.pane.preview = true;
  const auto capture = std::ranges::find_if(shown->panes, [](const PaneState& pane) {
    return pane.role == domain::PhotoRole::capture && pane.phase == PhotoPhase::ready;
  });
  if (capture == shown->panes.end()) {
    preview.pane.phase = PhotoPhase::missing;
    preview.pane.problem = "preview.no_capture";
    shown->preview = std::move(preview);
    return {};
  }
  shown->preview = std::move(preview);
  return {MakePreview{shown->sequence, capture->sha256, shown->file->profile}};
}

Effects on_preview(Model& model, const PreviewStepped& event) {
  Preview* preview = preview_of(model, event.sequence);
  if (!preview || preview->pane.phase != PhotoPhase::loading) return {};
  preview->step = event.step;
  preview->steps = event.steps;
  return {};
}

Effects on_preview(Model& model, const PreviewMade& event) {
  Preview* preview = preview_of(model, event.sequence);
  if (!preview || preview->pane.phase != PhotoPhase::loading) return {};
  PaneState& pane = preview->pane;
  const PhotoArrived& picture = event.picture;
  pane.sha256 = picture.sha256;
  pane.phase = picture.phase;
  pane.problem = picture.problem;
  pane.width = picture.width;
  pane.height = picture.height;
  pane.bytes = picture.bytes;
  pane.eyes = picture.eyes;
  pane.tone = picture.tone;
  return {};
}

}  // namespace zhaojian::desk
