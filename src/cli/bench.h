#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/session.h"

namespace zhaojian::cli {

// A measured number beside what product.md asks for.
struct Figure {
  std::string_view key;  // text: cli.bench.*
  double value = 0;      // the median of `runs`
  double limit = 0;
  enum class Bound { at_most, at_least } bound = Bound::at_most;
  int runs = 0;
  [[nodiscard]] bool met() const { return bound == Bound::at_most ? value <= limit : value >= limit; }
};
using Figures = std::vector<Figure>;

// As a table, or a JSON line each.
void print_figures(const Session& session, const Figures& figures);

[[nodiscard]] double median(std::vector<double> values);

// A new folder that goes away with all that is in it.
class BenchFolder {
 public:
  // io (error.cli.bench_folder) when none can be made there.
  [[nodiscard]] static Result<BenchFolder> make_in(const std::filesystem::path& under);
  ~BenchFolder();
  BenchFolder(BenchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  BenchFolder& operator=(BenchFolder&&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit BenchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

// One 480 × 640 photo, decoded in the confined worker, analysed and checked on one core.
[[nodiscard]] Result<Figures> bench_check(const Session& session, int runs);
// Who looks most like a face, among 100,000.
[[nodiscard]] Result<Figures> bench_search(const Session& session, int runs);
// Who handed this photo in before, among 100,000 photos of other students.
[[nodiscard]] Result<Figures> bench_reuse(const Session& session, int runs, const std::filesystem::path& folder);
// Claims and decisions as the desk makes them, and opening a store with 10,000 waiting, in a new folder under `folder`.
[[nodiscard]] Result<Figures> bench_store(const Session& session, int runs, const std::filesystem::path& folder);

// The list of 1,000,000 queued: any page of it, any filter.
[[nodiscard]] Result<Figures> bench_queue(const Session& session, int runs, const std::filesystem::path& folder);
// How well the faces of the shipped portraits lie on each other once aligned: 95th percentile, percent of the distance
// of the eyes. `write`: counts how often a similarity is wrong on them into assets/identity.
[[nodiscard]] Result<Figures> bench_faces(const Session& session, bool write);

// The window, worked by injected keys on an invented back end, never on the user's own submissions. It prints its
// figures itself, on a screen of its own (Xvfb, drawn in software) where there is none. not_found when zhaojian-desk or zhaojian-demo-feed is not beside us.
[[nodiscard]] Exit bench_desk(const Session& session, const std::filesystem::path& folder);

}  // namespace zhaojian::cli
