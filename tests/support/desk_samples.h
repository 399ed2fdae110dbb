#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "desk/model.h"
#include "ui/view_state.h"

// The desk in every state a person can meet it in, with the shipped standard and reasons and invented students. For
// tests that draw every screen, and for the screenshots.
namespace zhaojian::test {

struct Shipped {
  std::shared_ptr<const domain::ReasonCatalogue> reasons;
  std::shared_ptr<const domain::StandardProfile> profile;
};
// From assets/; throws when they cannot be read, because then no test can go on.
[[nodiscard]] Shipped shipped(const std::filesystem::path& assets);

// The photos of the samples are named by the hash of their file name under assets/demo.
[[nodiscard]] std::vector<std::string> sample_photos();

struct Scene {
  std::string name;  // "review-ready"
  desk::Model model;
  ui::ViewState view;
};
// Every screen in every state, and everything that lies over it.
[[nodiscard]] std::vector<Scene> scenes(const Shipped& shipped, domain::Language language);
// One of them by name.
[[nodiscard]] Scene scene(const Shipped& shipped, const std::string& name,
                          domain::Language language = domain::Language::zh_cn);

}  // namespace zhaojian::test
