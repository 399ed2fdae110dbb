#include "desk/notices.h"

#include <algorithm>
#include <limits>

namespace zhaojian::desk {

void notify(Model& model, NoticeKind kind, std::string_view text, std::vector<std::string> values) {
  constexpr std::size_t most = 4;  // more would cover the work; the oldest give way
  const bool stays = kind == NoticeKind::error;
  const Instant until = stays ? Instant{std::numeric_limits<std::int64_t>::max()} : model.now + seconds(4);
  // The same line again only starts its time anew: a held key must not fill the corner.
  for (Notice& old : model.notices) {
    if (old.text == text && old.values == values) {
      old.until = until;
      return;
    }
  }
  model.notices.push_back({kind, std::string(text), std::move(values), until, ++model.last_notice});
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
