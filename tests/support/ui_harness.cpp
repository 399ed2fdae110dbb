#include "support/ui_harness.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/files.h"
#include "codec/texts_json.h"
#include "desk/selectors.h"
#include "ui/draw.h"
#include "ui/keys.h"

namespace zhaojian::test {
namespace {

constexpr std::size_t kMostBytes = 4'000'000;

template <class T> T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

// Every photo is there, as one texture: nothing is drawn anyway.
class OnePicture final : public ui::Pictures {
 public:
  explicit OnePicture(std::map<std::size_t, ui::Composition>& composed) : composed_(composed) {}
  ui::Picture get(const Sha256&, int) override { return {ui::Picture::State::ready, 1, {}}; }
  ui::Picture compose(std::size_t pane, const ui::Composition& composition) override {
    composed_.insert_or_assign(pane, composition);
    return {ui::Picture::State::ready, 1, {}};
  }

 private:
  std::map<std::size_t, ui::Composition>& composed_;
};

// The character a chord types, as the window system would report it beside the key.
char typed_by(const desk::Chord& chord) {
  using desk::Key;
  const int at = static_cast<int>(chord.key);
  if (chord.ctrl || chord.alt) return 0;
  if (chord.key <= Key::z) return static_cast<char>((chord.shift ? 'A' : 'a') + at);
  if (chord.key <= Key::d9) return chord.shift ? '\0' : static_cast<char>('0' + at - static_cast<int>(Key::d0));
  if (chord.key == Key::slash) return chord.shift ? '?' : '/';
  if (chord.key == Key::space) return ' ';
  return 0;
}

// What a renderer would do with the font textures, without the pixels.
void accept_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates)
      texture->SetStatus(ImTextureStatus_OK);
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

}  // namespace

domain::Texts shipped_texts(const std::filesystem::path& assets, domain::Language language) {
  std::vector<codec::TextPart> parts;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "i18n/parts")) {
    if (entry.path().extension() != ".json") continue;
    parts.push_back({entry.path().filename().string(), must(read_file(entry.path(), kMostBytes))});
  }
  return must(codec::texts_from_parts(parts, language));
}

ui::Theme shipped_theme(const std::filesystem::path& assets, desk::ThemeName name) {
  const char* file = name == desk::ThemeName::dark ? "theme/dark.json" : "theme/light.json";
  const Bytes bytes = must(read_file(assets / file, kMostBytes));
  return must(ui::theme_from(must(codec::texts_from_json(bytes)).all()));  // both are flat objects of strings
}

struct UiHarness::Shipped {
  domain::Texts chinese, english;
  ui::Theme dark, light;
};

UiHarness::UiHarness(const std::filesystem::path& assets, ImVec2 size, float scale) : size_(size), scale_(scale) {
  shipped_ = std::make_unique<const Shipped>(
      Shipped{shipped_texts(assets, domain::Language::zh_cn), shipped_texts(assets, domain::Language::en),
              shipped_theme(assets, desk::ThemeName::dark), shipped_theme(assets, desk::ThemeName::light)});
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigErrorRecovery = false;  // a mistake is an assert here, not a repair
  fonts_ = must(ui::load_fonts({}));
}

UiHarness::~UiHarness() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext();
}

const domain::Texts& UiHarness::texts() const {
  return model.preferences.language == domain::Language::zh_cn ? shipped_->chinese : shipped_->english;
}

const ui::Theme& UiHarness::theme() const {
  return model.preferences.theme == desk::ThemeName::dark ? shipped_->dark : shipped_->light;
}

void UiHarness::resize(ImVec2 size, float scale) {
  size_ = size;
  scale_ = scale;
}

void UiHarness::forget() {
  ImGui::ClearActiveID();
  ImGui::ClosePopupsOverWindow(nullptr, false);
  ImGui::FocusWindow(nullptr);
  ImGui::GetIO().ClearInputKeys();
  ImGui::GetIO().AddMousePosEvent(-1, -1);
  presses_.clear();
  intents_.clear();
  effects_.clear();
  view = {};
}

void UiHarness::frame(int count) {
  for (int i = 0; i < count; ++i) one_frame();
}

void UiHarness::one_frame() {
  const bool dark = model.preferences.theme == desk::ThemeName::dark;
  if (styled_for_ != scale_ || styled_dark_ != dark) {
    ui::apply(theme(), scale_, ImGui::GetStyle());
    styled_for_ = scale_;
    styled_dark_ = dark;
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size_;
  io.DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  probe_.items.clear();
  composed_.clear();
  OnePicture pictures(composed_);
  const ui::UiContext context{theme(), texts(), fonts_, scale_, pictures, model.preferences.bindings, &probe_};
  const std::vector<desk::KeyPress> presses = std::move(presses_);
  presses_.clear();
  desk::Intents asked = ui::take_keys(model, view, presses, io.WantTextInput);
  desk::Intents drawn = ui::draw(model, view, context);
  ImGui::Render();
  accept_textures();
  asked.insert(asked.end(), drawn.begin(), drawn.end());
  keep(std::move(asked));
}

void UiHarness::keep(desk::Intents intents) {
  for (desk::Intent& intent : intents) {
    if (live) {
      desk::Effects made = desk::update(model, intent, OpId("op-" + std::to_string(++ops_)));
      effects_.insert(effects_.end(), made.begin(), made.end());
    }
    intents_.push_back(std::move(intent));
  }
}

void UiHarness::press(const desk::Chord& chord, bool repeat) {
  ImGuiIO& io = ImGui::GetIO();
  presses_.push_back({chord, repeat, desk::sequence_on_screen(model)});
  io.AddKeyEvent(ImGuiMod_Ctrl, chord.ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, chord.shift);
  io.AddKeyEvent(ImGuiMod_Alt, chord.alt);
  io.AddKeyEvent(ui::imgui_key(chord.key), true);
  if (const char c = typed_by(chord)) io.AddInputCharacter(static_cast<unsigned>(c));
  frame(2);
  io.AddKeyEvent(ui::imgui_key(chord.key), false);
  io.AddKeyEvent(ImGuiMod_Ctrl, false);
  io.AddKeyEvent(ImGuiMod_Shift, false);
  io.AddKeyEvent(ImGuiMod_Alt, false);
  frame(2);
}

void UiHarness::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frame(2);
}

void UiHarness::click_at(ImVec2 at) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(at.x, at.y);
  frame(2);
  io.AddMouseButtonEvent(0, true);
  frame();
  io.AddMouseButtonEvent(0, false);
  frame(2);
}

void UiHarness::click(const std::string& id) {
  const ui::Probe::Item* item = find(id);
  if (!item) throw std::runtime_error("nothing is called " + id);
  click_at({(item->min.x + item->max.x) / 2, (item->min.y + item->max.y) / 2});
}

void UiHarness::double_click(const std::string& id) {
  click(id);
  click(id);
}

desk::Intents UiHarness::taken() { return std::exchange(intents_, {}); }
desk::Effects UiHarness::effects() { return std::exchange(effects_, {}); }

const ui::Probe::Item* UiHarness::find(const std::string& id) const {
  const auto it = probe_.items.find(id);
  return it == probe_.items.end() ? nullptr : &it->second;
}

std::vector<std::string> UiHarness::misplaced_panels() const {
  std::vector<const ImGuiWindow*> panels;  // ui::Panel is what stays behind when it gets the focus
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    const bool child = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0;
    const bool stays = (window->Flags & ImGuiWindowFlags_NoBringToFrontOnFocus) != 0;
    const bool debug = std::string_view(window->Name).starts_with("Debug");
    if (window->Active && !window->Hidden && !child && stays && !debug) panels.push_back(window);
  }
  std::vector<std::string> wrong;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const ImRect a = panels[i]->Rect();
    if (a.Min.x < 0 || a.Min.y < 0 || a.Max.x > size_.x || a.Max.y > size_.y) wrong.emplace_back(panels[i]->Name);
    for (std::size_t j = i + 1; j < panels.size(); ++j)
      if (a.Overlaps(panels[j]->Rect())) wrong.push_back(std::string(panels[i]->Name) + " and " + panels[j]->Name);
  }
  return wrong;
}

bool UiHarness::says(std::string_view text) const {
  return std::ranges::any_of(probe_.items,
                             [&](const auto& item) { return item.second.text.find(text) != std::string::npos; });
}

}  // namespace zhaojian::test
