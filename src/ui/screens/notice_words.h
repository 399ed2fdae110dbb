#pragma once
#include <string>

#include "desk/model.h"
#include "ui/context.h"

namespace zhaojian::ui {

struct NoticeLook {
  const char* sign;   // an icon
  const ImVec4* ink;  // of the theme
};
[[nodiscard]] NoticeLook notice_look(const Theme& theme, desk::NoticeKind kind);
// The whole sentence, with whose photo it was before it where the sentence itself has no place for that.
[[nodiscard]] std::string notice_words(const UiContext& ui, const desk::Notice& notice);

}  // namespace zhaojian::ui
