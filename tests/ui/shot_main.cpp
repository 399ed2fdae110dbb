#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/photos.h"
#include "base/files.h"
#include "gfx/composed_panes.h"
#include "gfx/framebuffer.h"
#include "gfx/texture.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "support/desk_samples.h"
#include "support/headless_gl.h"
#include "support/ui_harness.h"
#include "ui/compose.h"
#include "ui/draw.h"

// zhaojian-screenshots FOLDER [SCENE…]: every scene of desk_samples in both languages at three sizes and one odd scale, for
// people to look at; only those named ("review-ready", "review-ready-zh-1366") when some are. The assets are those of
// ZHAOJIAN_SOURCE_DIR.
namespace {

using namespace zhaojian;
namespace fs = std::filesystem;

struct View {
  int width, height;
  float scale;
  domain::Language language;
  desk::ThemeName theme;
  const char* suffix;
};
constexpr auto kChinese = domain::Language::zh_cn;
constexpr auto kEnglish = domain::Language::en;
constexpr auto kDark = desk::ThemeName::dark;
constexpr auto kLight = desk::ThemeName::light;
constexpr View kViews[] = {
    {1366, 768, 1, kChinese, kDark, "zh-1366"},         {1366, 768, 1, kEnglish, kLight, "en-1366-light"},
    {1920, 1080, 1, kChinese, kDark, "zh"},             {1920, 1080, 1, kEnglish, kLight, "en-light"},
    {3840, 2160, 2, kChinese, kDark, "zh-3840-200"},    {3840, 2160, 2, kEnglish, kLight, "en-3840-200-light"},
    {1280, 800, 1.5F, kChinese, kDark, "zh-1280-150"},
};

class DemoPictures final : public ui::Pictures {
 public:
  DemoPictures(const fs::path& folder, const fs::path& shaders) : panes_(shaders) {
    for (const std::string& name : test::sample_photos()) {
      const auto bytes = read_file(folder / name, 20'000'000);
      if (!bytes) continue;
      const auto photo = imaging::decode(*bytes);
      if (!photo) continue;
      auto texture = gfx::Texture::from_pixels(photo->pixels.width, photo->pixels.height, gfx::PixelFormat::rgb8,
                                               gfx::Mipmaps::full, photo->pixels.rgb);
      if (texture) textures_.emplace(sha256(bytes_of(name)), std::move(*texture));
    }
  }
  ui::Picture get(const Sha256& photo, int) override {
    const auto it = textures_.find(photo);
    if (it == textures_.end()) return {ui::Picture::State::loading, ImTextureID_Invalid, {}};
    return {ui::Picture::State::ready, static_cast<ImTextureID>(it->second.name()), {}};
  }
  ui::Picture compose(std::size_t pane, const ui::Composition& composition) override {
    const auto view = ui::compare_view(composition, [&](const Sha256& photo) -> const gfx::Texture* {
      const auto it = textures_.find(photo);
      return it == textures_.end() ? nullptr : &it->second;
    });
    if (!view) return {};
    const std::string pictures = hex(composition.photo.photo) + (composition.other ? hex(composition.other->photo) : std::string());
    const gfx::Texture* drawn = panes_.draw(pane, composition.width, composition.height, pictures, *view);
    if (!drawn) return {ui::Picture::State::broken, ImTextureID_Invalid, "photo.no_shader"};
    return {ui::Picture::State::ready, static_cast<ImTextureID>(drawn->name()), {}};
  }
  std::optional<ui::PixelColour> colour_at(const Sha256& photo, int x, int y, std::span<const domain::Rgb> references) override {
    const auto it = textures_.find(photo);
    const auto texel = it == textures_.end() ? std::nullopt : gfx::ComposedPanes::read_texel(it->second, x, y);
    if (!texel) return {};
    return app::pixel_colour({(*texel)[0], (*texel)[1], (*texel)[2]}, references);
  }

 private:
  std::map<Sha256, gfx::Texture> textures_;
  gfx::ComposedPanes panes_;
};

class Studio {
 public:
  explicit Studio(const fs::path& assets)
      : assets_(assets), pictures_(assets / "demo", assets.parent_path() / "shaders"), shipped_(test::shipped(assets)) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 330");
    fonts_ = *ui::load_fonts({});
  }
  ~Studio() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
  }
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  void take(const View& as, const fs::path& folder, const std::vector<std::string>& wanted) {
    const domain::Texts texts = test::shipped_texts(assets_, as.language);
    const ui::Theme theme = test::shipped_theme(assets_, as.theme);
    auto canvas = gfx::Framebuffer::create(as.width, as.height);
    if (!canvas) throw std::runtime_error(canvas.error().message);
    const gfx::FramebufferScope scope(*canvas);
    ui::apply(theme, as.scale, ImGui::GetStyle());
    for (test::Scene& scene : test::scenes(shipped_, as.language)) {
      const std::string file = scene.name + "-" + as.suffix;
      const auto asked = [&](const std::string& word) { return scene.name == word || file == word; };
      if (!wanted.empty() && std::ranges::none_of(wanted, asked)) continue;
      scene.model.preferences.theme = as.theme;
      const ui::UiContext context{theme, texts, fonts_, as.scale, pictures_, scene.model.preferences.bindings, nullptr};
      ImGui::GetIO().DisplaySize = {static_cast<float>(as.width), static_cast<float>(as.height)};
      forget();
      for (int i = 0; i < 4; ++i) draw(scene, context);
      save(as, folder / (file + ".png"));
    }
  }

 private:
  // A frame of nothing, so that no field or window of the scene before lives on in this one.
  static void forget() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::Render();
  }

  void draw(test::Scene& scene, const ui::UiContext& context) {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    static_cast<void>(ui::draw(scene.model, scene.view, context));
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }

  static void save(const View& as, const fs::path& file) {
    auto read = gfx::read_framebuffer(as.width, as.height, gfx::FirstRow::bottom);
    if (!read) throw std::runtime_error(read.error().message);
    const imaging::Pixels pixels{read->width, read->height, std::move(read->rgb)};
    const auto png = imaging::encode_png(pixels, 96);
    if (!png || !write_file_atomically(file, *png, 0644)) throw std::runtime_error("cannot write " + file.string());
  }

  fs::path assets_;
  DemoPictures pictures_;
  test::Shipped shipped_;
  ui::Fonts fonts_;
};

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2 || arguments[1][0] == '-') {
    std::fprintf(stderr, "usage: %s FOLDER [SCENE…]\n", arguments[0]);
    return 2;
  }
  const fs::path folder = arguments[1];
  fs::create_directories(folder);
  const std::vector<std::string> wanted(arguments + 2, arguments + count);
  const zhaojian::support::HeadlessGl gl;
  Studio studio(fs::path(ZHAOJIAN_SOURCE_DIR) / "assets");
  for (const View& as : kViews) studio.take(as, folder, wanted);
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "zhaojian-screenshots: %s\n", failure.what());
  return 1;
}
