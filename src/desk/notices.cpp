#include "desk/notices.h"

#include <algorithm>
#include <limits>

namespace zhaojian::desk {

namespace {

// To be read again after it has left the screen. What is said over and over stands there once, with its last time.
void keep(Model& model, const Notice& notice) {
  constexpr std::size_t most = 50;
  std::erase_if(model.told, [&](const Notice& old) { return old.text == notice.text && old.values == notice.values; });
  model.told.insert(model.told.begin(), notice);
  if (model.told.size() > most) model.told.pop_back();
}

}  // namespace

void notify(Model& model, NoticeKind kind, std::string_view text, std::vector<std::string> values) {
  constexpr std::size_t most = 4;  // more would cover the work; the oldest give way
  const bool stays = kind == NoticeKind::error;
  const Instant until = stays ? Instant{std::numeric_limits<std::int64_t>::max()} : model.now + seconds(4);
  // The same line again only starts its time anew: a held key must not fill the corner.
  for (Notice& old : model.notices) {
    if (old.text == text && old.values == values) {
      old.until = until;
      old.at = model.now;
      keep(model, old);
      return;
    }
  }
  model.notices.push_back({kind, std::string(text), std::move(values), until, ++model.last_notice, model.now});
  keep(model, model.notices.back());
  if (model.notices.size() > most) model.notices.erase(model.notices.begin());
}

void notify_error(Model& model, const Error& error, std::vector<std::string> values) {
  const std::string key = error.text.empty() ? "error.code." + std::string(name(error.code)) : std::string(error.text);
  notify(model, error.code == Errc::invalid || error.code == Errc::denied ? NoticeKind::warning : NoticeKind::error, key,
         std::move(values));
}

void drop_old_notices(Model& model) {
  std::erase_if(model.notices, [&](const Notice& notice) { return notice.until <= model.now; });
}

}  // namespace zhaojian::desk
