#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "checks/recognition.h"
#include "workflow/accuracy.h"
#include "workflow/accuracy_made.h"

// What every accuracy measurement does with one picture, be it rendered or photographed.
namespace zhaojian::workflow {

// What belongs to a person besides the picture that is judged.
struct KnownPerson {
  std::vector<checks::Reference> references;
  std::optional<checks::Capture> capture;
  std::vector<imaging::Fingerprint> sent_back;  // other takes of the person stand for them
  std::vector<checks::OtherPhoto> others;       // of everybody else
};

// Of thousands of pictures only what was found is kept: the masks and heat maps of their evidence are megabytes each.
[[nodiscard]] checks::Findings without_pixels(checks::Findings findings);

[[nodiscard]] checks::Findings assess_as_submitted(const imaging::Photo& photo, const vision::Evidence& evidence,
                                                   const codec::Label& label, const KnownPerson& person,
                                                   const domain::StandardProfile& profile);

// A made copy may be no picture at all: that is one of the flaws. Written to the folder `keep` as well unless it is
// empty.
[[nodiscard]] Result<JudgedPhoto> judge_made(const MadeSample& sample, const KnownPerson& person,
                                             const domain::StandardProfile& profile, const std::filesystem::path& keep,
                                             const Judge& judge);

// Runs `work(judge, index)` for every index below `count`, on a thread for each judge, until one fails.
template <class Work> Done on_all(std::span<const Judge> judges, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  Done outcome;
  const auto run = [&](const Judge& judge) {
    for (std::size_t i = next++; i < count; i = next++) {
      Done done = work(judge, i);
      if (done) continue;
      next = count;
      const std::lock_guard lock(mutex);
      if (outcome) outcome = std::move(done);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (const Judge& judge : judges) threads.emplace_back(run, std::cref(judge));
  }
  return outcome;
}

}  // namespace zhaojian::workflow
