#include "app/photos.h"

namespace zhaojian::app {
namespace {

constexpr std::size_t kTextureBytes = 192U << 20;
constexpr std::size_t kWantedAtOnce = 8;

using desk::PhotoArrived;
using desk::PhotoPhase;

// Eye centres from the landmarks: 36-41 at image left, 42-47 at image right.
std::optional<std::array<domain::Spot, 2>> eyes_of(const vision::Evidence& evidence) {
  if (!evidence.landmarks) return {};
  const auto centre = [&](std::size_t first) {
    domain::Spot sum;
    for (std::size_t i = first; i < first + 6; ++i) {
      sum.x += (*evidence.landmarks)[i].x / 6;
      sum.y += (*evidence.landmarks)[i].y / 6;
    }
    return sum;
  };
  return std::array<domain::Spot, 2>{centre(36), centre(42)};
}

PhotoArrived failed(const Sha256& photo, const Error& error) {
  PhotoArrived arrived;
  arrived.sha256 = photo;
  arrived.phase = error.code == Errc::not_found ? PhotoPhase::missing : PhotoPhase::broken;
  arrived.problem = error.text.empty() ? (arrived.phase == PhotoPhase::missing ? "photo.missing" : "photo.broken") : std::string(error.text);
  return arrived;
}

Result<imaging::Photo> decode(Tools& tools, std::size_t thread, const Sha256& photo, int longest_side) {
  const Bytes bytes = TRY(tools.photos().read(photo));
  return tools.decoder(thread).decode(bytes, longest_side);
}

gfx::PhotoPixels share(imaging::Pixels pixels) {
  auto kept = std::make_shared<const imaging::Pixels>(std::move(pixels));
  return {kept->width, kept->height, std::shared_ptr<const std::vector<std::uint8_t>>(kept, &kept->rgb)};
}

}  // namespace

Photos::Photos(Pool& pool, Tools& tools, std::function<void()> wake)
    : pool_(pool), tools_(tools), textures_(kTextureBytes), decoded_(std::make_shared<Mailbox<Decoded>>(std::move(wake))) {}

void Photos::load(gfx::PhotoKey key, const Sha256& photo, Lane lane, bool for_case) {
  ++in_flight_;
  pool_.post(lane, [key = std::move(key), photo, for_case, &tools = tools_, mailbox = decoded_](std::size_t thread) {
    Decoded answer{key, {}, {}, {}};
    Result<imaging::Photo> decoded = decode(tools, thread, photo, key.longest_side);
    if (!decoded) {
      if (for_case) answer.arrived = failed(photo, decoded.error());
      answer.error = std::move(decoded).error();
    } else {
      if (for_case) {
        PhotoArrived arrived{photo, PhotoPhase::ready, {}, decoded->pixels.width, decoded->pixels.height, decoded->facts.bytes, {}};
        // Without the networks the photo is shown all the same, only not aligned.
        if (Result<workflow::Bench> bench = tools.bench(thread)) arrived.eyes = eyes_of(bench->analyser.analyse_reference(decoded->pixels));
        answer.arrived = std::move(arrived);
      }
      answer.pixels = share(std::move(decoded->pixels));
    }
    mailbox->post(std::move(answer));
  });
}

void Photos::fetch(const Sha256& photo, bool now) {
  if (!fetching_.insert(photo).second) return;
  load({hex(photo), 0}, photo, now ? Lane::now : Lane::ahead, true);
}

ui::Picture Photos::get(const Sha256& photo, int longest_side) {
  const gfx::Lookup found = textures_.get({hex(photo), longest_side});
  using State = ui::Picture::State;
  switch (found.state) {
    case gfx::PhotoState::loading: return {State::loading, ImTextureID_Invalid, {}};
    case gfx::PhotoState::ready: return {State::ready, static_cast<ImTextureID>(found.texture->name()), {}};
    case gfx::PhotoState::missing: return {State::missing, ImTextureID_Invalid, found.text};
    case gfx::PhotoState::broken: return {State::broken, ImTextureID_Invalid, found.text};
    case gfx::PhotoState::refused: return {State::refused, ImTextureID_Invalid, found.text};
  }
  return {};
}

std::vector<PhotoArrived> Photos::take_arrived() {
  textures_.begin_frame();
  std::vector<PhotoArrived> arrived;
  for (Decoded& answer : decoded_->drain()) {
    --in_flight_;
    if (answer.error)
      textures_.fail(answer.key, gfx::failure_of(answer.error->code), std::string(answer.error->text));
    else
      textures_.put(answer.key, std::move(answer.pixels));
    if (!answer.arrived) continue;
    fetching_.erase(answer.arrived->sha256);
    arrived.push_back(std::move(*answer.arrived));
  }
  request_wanted();
  return arrived;
}

void Photos::request_wanted() {
  for (const gfx::Wanted& wanted : textures_.take_wanted(kWantedAtOnce)) {
    const Result<Sha256> photo = sha256_from_hex(wanted.key.id);
    if (!photo) continue;
    // Thumbnails wait behind the photos that are being looked at.
    const bool now = wanted.key.longest_side == 0 && wanted.urgency == gfx::Urgency::now;
    load(wanted.key, *photo, now ? Lane::now : Lane::ahead, false);
  }
}

void Photos::keep(const std::vector<Sha256>& photos) {
  std::vector<gfx::PhotoKey> keys;
  for (const Sha256& photo : photos)
    if (!fetching_.contains(photo)) keys.push_back({hex(photo), 0});
  textures_.pin(keys);
}

bool Photos::upload() {
  textures_.upload_pending();
  return textures_.uploads_left();
}

}  // namespace zhaojian::app
