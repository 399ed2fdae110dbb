#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "desk/model.h"

namespace zhaojian::desk {

// Shows a line for a few seconds; errors stay until they are dismissed. `text` is a key of the catalogue.
void notify(Model& model, NoticeKind kind, std::string_view text, std::vector<std::string> values = {});
// The error's own text, or that of its code, with its message for support behind it.
void notify_error(Model& model, const Error& error, std::vector<std::string> values = {});
void drop_old_notices(Model& model);

}  // namespace zhaojian::desk
