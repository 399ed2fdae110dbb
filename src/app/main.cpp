#include <malloc.h>

#include <cstdio>
#include <cstring>
#include <string>

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include "app/app.h"
#include "app/measure.h"
#include "app/options.h"
#include "base/log.h"
#include "net/curl_http.h"
#include "ui/fonts.h"
#include "vision/engines.h"

using namespace zhaojian;

namespace {

// Pictures go back to the system as soon as they are let go, for the whole working day. Left to itself the C library raises
// these limits with every picture freed, keeps them on its heaps between what lives long, and 390 MB become 510.
void keep_pictures_off_the_heap() {
  constexpr int kPicture = 512 << 10, kSlack = 1 << 20;  // bytes; a standard photo has 921,600
  ::mallopt(M_MMAP_THRESHOLD, kPicture);
  ::mallopt(M_TRIM_THRESHOLD, kSlack);
}

int fail(const domain::Texts& texts, const Error& error) {
  std::fprintf(stderr, "%s\n  %s\n", std::string(texts.of(error)).c_str(), error.message.c_str());
  return 1;
}

// ImGui and its back ends for as long as the window is there.
struct Gui {
  explicit Gui(app::Window& window) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigInputTextCursorBlink = false;  // that would cost 13 % of a core; App::blink() does it
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
    window.guard_fields();
    ImGui_ImplOpenGL3_Init("#version 330 core");
  }
  ~Gui() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
};

Result<int> run(const app::Options& options) {
  const SystemClock clock;
  auto config = TRY(app::config_of(options));
  const auto station = TRY(station::open_station(std::move(config)));
  log_to_file(station->config.data_dir / "zhaojian.log", LogLevel::info);
  const auto cache = TRY(station::open_photos(*station));
  const auto window = TRY(app::Window::open({options.width, options.height, true, "照鉴 Zhaojian"}));
  const Gui gui(*window);
  const ui::Fonts fonts = TRY(ui::load_fonts({}));
  app::App desk(*station, clock, *window, cache, fonts);
  if (options.bench) return app::measure(desk, {*options.bench, options.bench_shown});
  desk.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  keep_pictures_off_the_heap();
  const app::Options options = app::options_from(argc, argv);
  if (options.help) return app::print_help();
  const net::CurlGlobal curl;
  vision::use_one_core_a_network();
  app::close_on_signals();
  const Result<int> ended = run(options);
  if (ended) return *ended;
  const auto texts = station::load_texts(station::default_config().assets_dir, domain::Language::zh_cn);
  return fail(texts ? *texts : domain::Texts{}, ended.error());
}
