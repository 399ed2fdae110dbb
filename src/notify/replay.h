#pragma once
#include "notify/setting.h"

namespace zhaojian::notify {

// A person sends a dead event again, under the same id and with all its attempts. Audited. Also from another thread
// than notify's, with that thread's store. Errors: not_found; conflict with error.notify.not_dead, or
// error.notify.outdated when the student was told something newer since, which an old message must not follow.
[[nodiscard]] Done replay(const Setting& setting, const EventId& id, const OperatorId& by);

}  // namespace zhaojian::notify
