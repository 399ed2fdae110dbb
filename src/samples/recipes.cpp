#include "samples/recipes.h"

#include <vector>

#include "samples/canvas.h"

namespace zhaojian::samples {

std::span<const Recipe> recipes() {
  static const std::vector<Recipe> all = [] {
    std::vector<Recipe> list;
    for (const auto part : {file_recipes(), frame_recipes(), face_recipes(), cover_recipes(), light_recipes(),
                            background_recipes(), quality_recipes()}) {
      list.insert(list.end(), part.begin(), part.end());
    }
    return list;
  }();
  return all;
}

}  // namespace zhaojian::samples
