#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

#include "decide_like.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

// A disk of our own with little room; needs root.
class SmallDisk {
 public:
  explicit SmallDisk(const std::filesystem::path& folder) : folder_(folder) {
    std::filesystem::create_directories(folder_);
    mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool mounted() const { return mounted_; }

 private:
  std::filesystem::path folder_;
  bool mounted_ = false;
};

}  // namespace

TEST_CASE("on a full disk nothing is half saved, the user is told, and work goes on once there is room") {
  support::TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted()) {
    WARN("SKIPPED: needs root to mount a small tmpfs");
    return;
  }
  support::ManualClock clock(kSomeDay);
  const auto file = folder / "disk" / "desk.db";
  auto store = support::test_store(clock, file);
  fill(*store, 40);
  REQUIRE(claimed(*store, request("op_1", 40))->size() == 40);
  // Something else eats all but a few pages.
  const auto eater = folder / "disk" / "eater";
  {
    std::ofstream out(eater, std::ios::binary);
    const std::vector<char> page(4096, 'x');
    while (out.write(page.data(), 4096).flush()) {
    }
  }
  int saved = 0;
  std::optional<Error> problem;
  while (!problem && saved < 40) {
    const auto done = decide_like(*store, SubmissionId("sub_" + std::to_string(saved + 1)), std::to_string(saved + 1));
    if (done)
      ++saved;
    else
      problem = done.error();
  }
  REQUIRE(problem);
  INFO(problem->message);
  CHECK(problem->code == Errc::io);
  CHECK(problem->text == "error.store.full");

  std::filesystem::remove(eater);
  const std::string failed = std::to_string(saved + 1);
  CHECK(parts_there(*store, SubmissionId("sub_" + failed), failed) == 0);
  for (int i = 1; i <= saved; ++i) {
    CHECK(parts_there(*store, SubmissionId("sub_" + std::to_string(i)), std::to_string(i)) == 4);
  }
  CHECK(decide_like(*store, SubmissionId("sub_" + failed), failed));
  CHECK(parts_there(*store, SubmissionId("sub_" + failed), failed) == 4);
  store.reset();
  CHECK(integrity(**store::open_sqlite(file)) == "ok");
}
