#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "base/files.h"
#include "fuzz/damage.h"

// Feeds the target with damaged copies of photos, for g++, which has no libFuzzer:
//   check_fuzz SECONDS FOLDER [SEED]
// A run is repeated by its seed. What breaks the target lies in check_fuzz.last, to be given back by
//   check_fuzz FILE
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace zhaojian;
namespace fs = std::filesystem;

constexpr std::size_t kLargest = 20'000'000;
constexpr const char* kLast = "check_fuzz.last";

void run(const Bytes& file) { LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(file.data()), file.size()); }

std::vector<Bytes> seeds_in(const fs::path& folder) {
  std::vector<fs::path> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".jpg" || ending == ".png" || ending == ".webp") names.push_back(entry.path());
  }
  std::ranges::sort(names);
  std::vector<Bytes> seeds;
  for (const fs::path& name : names) {
    auto file = read_file(name, kLargest);
    if (file && !file->empty()) seeds.push_back(*std::move(file));
  }
  return seeds;
}

int fuzz(long duration, const fs::path& folder, unsigned seed) {
  const std::vector<Bytes> seeds = seeds_in(folder);
  if (seeds.empty()) {
    std::cerr << "no photos in " << folder << '\n';
    return 2;
  }
  std::cout << "seed " << seed << ", " << seeds.size() << " photos" << std::endl;
  std::mt19937 random(seed);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(duration);
  long runs = 0;
  while (std::chrono::steady_clock::now() < end) {
    Bytes file = seeds[random() % seeds.size()];
    for (auto times = random() % 3; times > 0 && !file.empty(); --times) file = test::damaged(file, random);
    if (!write_file_atomically(kLast, file)) return 2;
    run(file);
    ++runs;
  }
  std::error_code ignored;
  fs::remove(kLast, ignored);
  std::cout << runs << " runs, all sound" << std::endl;
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count == 2) {
    const auto file = read_file(words[1], kLargest);
    if (!file) {
      std::cerr << file.error().message << '\n';
      return 2;
    }
    run(*file);
    return 0;
  }
  if (count < 3) {
    std::cerr << "check_fuzz SECONDS FOLDER [SEED] | check_fuzz FILE\n";
    return 2;
  }
  return fuzz(std::atol(words[1]), words[2], count > 3 ? static_cast<unsigned>(std::atol(words[3])) : 1U);
}
