#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>

#include "base/time.h"
#include "imaging/decoder.h"

namespace zhaojian::imaging {

class WorkerProcess;

// Decodes in a confined process of its own, started at the first picture and kept: a picture that crashes, hangs or
// takes over a codec loses that process and nothing else. Used by one thread at a time.
//
// Beside the errors of decode_scaled(): worker_died and timeout (the process is replaced for the next picture), or
// unavailable when the program `zhaojian-decoder` does not start. There is no fall-back into this process.
// The last picture stays in the shared memory until the next one, or until this goes away.
// A file that took the process down three times is refused from then on (corrupt, error.decode.worker_died).
class WorkerDecoder final : public Decoder {
 public:
  struct Options {
    std::filesystem::path program = {};  // empty: "zhaojian-decoder" beside the running program
    Duration wall_clock = seconds(3);    // for one picture
    DecodeLimits limits = {};
  };

  WorkerDecoder();
  explicit WorkerDecoder(Options options);
  ~WorkerDecoder() override;
  [[nodiscard]] Result<Photo> decode(ByteView file, int longest_side) override;

  [[nodiscard]] int pid() const;  // of the process, 0 when none runs
  [[nodiscard]] int processes_lost() const { return lost_; }

 private:
  [[nodiscard]] Result<Photo> ask(ByteView file, int longest_side);
  void remember_death(const Sha256& file);

  Options options_;
  std::unique_ptr<WorkerProcess> process_;
  std::map<Sha256, int> deaths_;  // how often a file took the process down
  std::uint64_t last_id_ = 0;
  int lost_ = 0;
};

// "zhaojian-decoder" in the folder of the running program.
[[nodiscard]] std::filesystem::path decoder_beside_us();

}  // namespace zhaojian::imaging
