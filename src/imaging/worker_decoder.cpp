#include "imaging/worker_decoder.h"

#include <chrono>

#include "base/log.h"
#include "imaging/decode_error.h"
#include "imaging/identified.h"
#include "imaging/worker_process.h"

namespace zhaojian::imaging {
namespace {

constexpr int most_deaths = 3;                 // the first attempt and two more
constexpr std::size_t most_remembered = 1'000;  // files; a flood of hostile ones must not grow without end

bool took_the_process_down(const Error& error) {
  const auto fault = fault_of(error);
  return fault == DecodeFault::worker_died || fault == DecodeFault::timeout;
}

}  // namespace

std::filesystem::path decoder_beside_us() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  return self.parent_path() / "zhaojian-decoder";
}

WorkerDecoder::WorkerDecoder() : WorkerDecoder(Options{}) {}

WorkerDecoder::WorkerDecoder(Options options) : options_(std::move(options)) {
  if (options_.program.empty()) options_.program = decoder_beside_us();
}

WorkerDecoder::~WorkerDecoder() = default;

int WorkerDecoder::pid() const { return process_ && process_->running() ? process_->pid() : 0; }

Result<Photo> WorkerDecoder::decode(ByteView file, int longest_side) {
  if (file.empty()) return decode_error(DecodeFault::empty, "the file is empty");
  if (static_cast<std::int64_t>(file.size()) > options_.limits.max_bytes) {
    return decode_error(DecodeFault::too_large, std::to_string(file.size()) + " bytes");
  }
  const Sha256 digest = sha256(file);
  if (const auto known = deaths_.find(digest); known != deaths_.end() && known->second >= most_deaths) {
    Error refused = decode_error(DecodeFault::worker_died, "this file has taken the decoder down before");
    refused.code = Errc::corrupt;
    return refused;
  }
  Result<Photo> photo = ask(file, longest_side);
  if (photo) {
    photo->facts.bytes = static_cast<std::int64_t>(file.size());
    identify(photo->facts, digest);
  } else if (took_the_process_down(photo.error())) {
    remember_death(digest);
    log_error("imaging", photo.error());
  }
  return photo;
}

Result<Photo> WorkerDecoder::ask(ByteView file, int longest_side) {
  const std::chrono::milliseconds most(options_.wall_clock.micros / 1000);
  DecodeRequest request;
  request.id = ++last_id_;
  request.longest_side = longest_side;
  request.limits = options_.limits;
  // A process that died while idle (out of memory, an administrator) is no fault of this file: once more, silently.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!process_ || !process_->running()) {
      process_.reset();
      process_ = TRY(WorkerProcess::start(options_.program, options_.limits));
    }
    if (process_->send(file, request)) return process_->answer(request.id, most);
    process_.reset();
    ++lost_;
  }
  return decode_error(DecodeFault::worker_died, "the decoder dies before it is asked");
}

void WorkerDecoder::remember_death(const Sha256& file) {
  ++lost_;
  if (deaths_.size() >= most_remembered) deaths_.clear();
  ++deaths_[file];
}

}  // namespace zhaojian::imaging
