#include "ui/fonts.h"

#include <imgui_freetype.h>

namespace zhaojian::ui {
namespace {

constexpr float kReference = line_size(16);  // merged fonts keep their ratio to this
constexpr ImWchar kIconRange[] = {0xE000, 0xF8FF, 0};
constexpr ImWchar kNoIcons[] = {0xE000, 0xF8FF, 0};

Done require(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error)) return {};
  return Error{Errc::not_found, "font file " + file.string() + " is not there", "error.ui.font_missing"};
}

Result<ImFont*> load(const std::filesystem::path& text, const FontFiles& files) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig config;
  config.FontNo = 2;  // the SC face of the collection
  config.SizePixels = kReference;
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  config.GlyphExcludeRanges = kNoIcons;
  ImFont* font = atlas.AddFontFromFileTTF(text.c_str(), kReference, &config);
  if (!font) return Error{Errc::corrupt, "font file " + text.string() + " cannot be read", "error.ui.font_missing"};

  ImFontConfig merged;
  merged.MergeMode = true;
  merged.SizePixels = 18;
  merged.GlyphOffset = {0, 3};
  merged.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  atlas.AddFontFromFileTTF(files.icons.c_str(), merged.SizePixels, &merged, kIconRange);

  ImFontConfig rare;
  rare.MergeMode = true;
  rare.SizePixels = 16;
  rare.GlyphOffset = {0, 3};
  atlas.AddFontFromFileTTF(files.rare.c_str(), rare.SizePixels, &rare);
  return font;
}

}  // namespace

Result<Fonts> load_fonts(const FontFiles& files) {
  for (const auto& file : {files.regular, files.bold, files.rare, files.icons}) TRY(require(file));
  Fonts fonts;
  fonts.regular = TRY(load(files.regular, files));
  fonts.bold = TRY(load(files.bold, files));
  return fonts;
}

}  // namespace zhaojian::ui
