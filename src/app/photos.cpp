#include "app/photos.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.h"
#include "gfx/camera.h"
#include "imaging/colour.h"
#include "ui/compose.h"
#include "vision/eye_centres.h"

namespace zhaojian::app {
namespace {

// Seven cases with a raw capture each: the one shown, five fetched ahead, and the one before.
constexpr std::size_t kTextureBytes = 80U << 20;
constexpr std::size_t kWantedAtOnce = 8;

using desk::PhotoArrived;
using desk::PhotoPhase;

// Lightness over brows to mouth, two eye distances wide: skin, and not the background or the clothes.
std::optional<desk::FaceTone> tone_of(const imaging::Pixels& pixels, const std::array<domain::Spot, 2>& eyes) {
  const auto face = gfx::similarity_from_eyes({eyes[0].x, eyes[0].y}, {eyes[1].x, eyes[1].y});
  if (!face) return {};
  constexpr int kSide = 48;  // samples each way
  constexpr gfx::Box kMiddle{-0.9, -0.3, 1.8, 1.5};
  const gfx::Similarity to_picture = face->inverse();
  double sum = 0, squares = 0;
  int count = 0;
  for (int i = 0; i < kSide * kSide; ++i) {
    const gfx::Point at = to_picture({kMiddle.x + kMiddle.w * (i % kSide + 0.5) / kSide, kMiddle.y + kMiddle.h * (i / kSide + 0.5) / kSide});
    const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
    if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) continue;
    const std::uint8_t* rgb = &pixels.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) * 3];
    const double l = imaging::lab_of(imaging::Rgb{rgb[0], rgb[1], rgb[2]}).l;
    sum += l, squares += l * l, ++count;
  }
  if (count < kSide * kSide / 2) return {};  // half of the face is not in the picture
  const double mean = sum / count;
  return desk::FaceTone{mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
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

PhotoArrived arrived_as(const imaging::Photo& photo, vision::Analyser* analyser) {
  PhotoArrived arrived{photo.facts.sha256, PhotoPhase::ready, {}, photo.pixels.width, photo.pixels.height, photo.facts.bytes, {}, {}};
  if (analyser) {
    if (const auto seen = analyser->analyse_reference(photo.pixels); seen.landmarks) {
      const auto eyes = vision::eye_centres(photo.pixels, *seen.landmarks);
      arrived.eyes = {domain::Spot{eyes.left.x, eyes.left.y}, domain::Spot{eyes.right.x, eyes.right.y}};
    }
  }
  if (arrived.eyes) arrived.tone = tone_of(photo.pixels, *arrived.eyes);
  return arrived;
}

PhotoArrived not_arrived(const Sha256& photo, const Error& error) {
  PhotoArrived arrived;
  arrived.sha256 = photo;
  arrived.phase = error.code == Errc::not_found ? PhotoPhase::missing : PhotoPhase::broken;
  arrived.problem = error.text.empty() ? (arrived.phase == PhotoPhase::missing ? "photo.missing" : "photo.broken") : std::string(error.text);
  return arrived;
}

Photos::Photos(Pool& pool, Tools& tools, std::filesystem::path shaders, std::function<void()> wake)
    : pool_(pool), tools_(tools), textures_(kTextureBytes), panes_(std::move(shaders)), decoded_(std::make_shared<Mailbox<Decoded>>(std::move(wake))) {}

void Photos::load(gfx::PhotoKey key, const Sha256& photo, Lane lane, bool for_case) {
  ++in_flight_;
  pool_.post(lane, [key = std::move(key), photo, for_case, &tools = tools_, mailbox = decoded_](std::size_t thread) {
    Decoded answer{key, {}, {}, {}};
    Result<imaging::Photo> decoded = decode(tools, thread, photo, key.longest_side);
    if (!decoded) {
      if (for_case) answer.arrived = not_arrived(photo, decoded.error());
      answer.error = std::move(decoded).error();
    } else {
      if (for_case) {
        // Without the networks the photo is shown all the same, only not aligned.
        const Result<workflow::Bench> bench = tools.bench(thread);
        answer.arrived = arrived_as(*decoded, bench ? &bench->analyser : nullptr);
        answer.arrived->sha256 = photo;
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

ui::Picture Photos::compose(std::size_t pane, const ui::Composition& composition) {
  using State = ui::Picture::State;
  const auto view = ui::compare_view(composition, [&](const Sha256& photo) { return textures_.get({hex(photo), 0}).texture; });
  if (!view) return {};
  const std::string pictures = hex(composition.photo.photo) + (composition.other ? hex(composition.other->photo) : std::string());
  const gfx::Texture* drawn = panes_.draw(pane, composition.width, composition.height, pictures, *view);
  if (drawn) return {State::ready, static_cast<ImTextureID>(drawn->name()), {}};
  if (panes_.problem() && !std::exchange(said_problem_, true)) log_error("shaders", *panes_.problem());
  return {State::broken, ImTextureID_Invalid, "photo.no_shader"};
}

ui::PixelColour pixel_colour(domain::Rgb pixel, std::span<const domain::Rgb> references) {
  const auto lab_of = [](const domain::Rgb& rgb) {
    const auto byte = [](int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); };
    return imaging::lab_of(imaging::Rgb{byte(rgb.r), byte(rgb.g), byte(rgb.b)});
  };
  const imaging::Lab lab = lab_of(pixel);
  ui::PixelColour colour{pixel, {lab.l, lab.a, lab.b}, 0, 0};
  for (std::size_t i = 0; i < references.size(); ++i) {
    const double away = imaging::ciede2000(lab, lab_of(references[i]));
    if (i > 0 && away >= colour.delta_e) continue;
    colour.nearest = i;
    colour.delta_e = away;
  }
  return colour;
}

std::optional<ui::PixelColour> Photos::colour_at(const Sha256& photo, int x, int y, std::span<const domain::Rgb> references) {
  const gfx::Lookup found = textures_.get({hex(photo), 0});
  if (!found.texture || references.empty()) return {};
  const auto texel = gfx::ComposedPanes::read_texel(*found.texture, x, y);
  if (!texel) return {};
  return pixel_colour({(*texel)[0], (*texel)[1], (*texel)[2]}, references);
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

void Photos::put(const Sha256& photo, imaging::Pixels pixels) { textures_.put({hex(photo), 0}, share(std::move(pixels))); }

bool Photos::upload() {
  textures_.upload_pending();
  return textures_.uploads_left();
}

}  // namespace zhaojian::app
