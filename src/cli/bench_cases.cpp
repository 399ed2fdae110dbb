#include "cli/bench_cases.h"

#include <array>

#include "domain/sla.h"

namespace zhaojian::cli {
namespace {

// A common surname, or one that only 20 of a million have: both are what people type.
std::string name_of(int number) {
  constexpr int rare = 50'000;
  constexpr std::array common{"张*", "李*", "王**", "欧阳*"};
  return number % rare == 0 ? "学*" : common[static_cast<std::size_t>(number) % common.size()];
}

domain::ReviewCase waiting_case(int number, const ProfileId& profile, Instant now) {
  const std::string digits = std::to_string(number);
  domain::ReviewCase one;
  one.submission.id = SubmissionId("bench_" + digits);
  one.submission.batch = {BatchId("bench"), "10919", "平顶山学院", "2024-01", profile, std::nullopt};
  one.submission.student = {StudentRef("stu_" + digits), "2021" + digits, name_of(number), "", "本科", "会计学", ""};
  one.submission.submitted_at = now - minutes(number % 1440);
  domain::PhotoRef photo;
  photo.id = PhotoId("photo_" + digits);
  photo.url = "/v1/photos/" + digits;
  photo.sha256 = sha256(bytes_of(digits));
  one.submission.photos = {photo};
  one.place = {domain::Stage::queued, domain::Round::first};
  one.first_seen = one.submission.submitted_at;
  one.due_at = domain::due_at(one.submission);
  return one;
}

}  // namespace

Result<std::unique_ptr<const station::Station>> bench_station(const Session& session,
                                                              const std::filesystem::path& folder) {
  station::Config config = TRY(session.config());
  config.data_dir = folder / "data";
  config.token_file.clear();
  config.webhook_secret_file.clear();
  std::unique_ptr<const station::Station> station = TRY(station::open_station(config));
  if (station->assets.profiles.empty()) return Error{Errc::not_found, "no profiles", "error.assets.missing"};
  return station;
}

Done add_waiting(store::Store& store, const ProfileId& profile, int from, int to, Instant now) {
  return store.transact([&]() -> Done {
    for (int i = from; i < to; ++i) TRY(store.submissions().add(waiting_case(i, profile, now)));
    return {};
  });
}

}  // namespace zhaojian::cli
