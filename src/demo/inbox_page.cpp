#include "demo/inbox_page.h"

#include <algorithm>
#include <ranges>

#include "base/time.h"

namespace zhaojian::demo {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><title>学生收件箱（演示）</title><style>
body{margin:0;background:#ededed;color:#191919;font:16px/1.55 "PingFang SC","Noto Sans CJK SC",sans-serif}
main{max-width:640px;margin:0 auto;padding:24px 16px 48px}
h1{font-size:20px;margin:0}h2{font-size:17px;margin:0 0 2px}p{margin:0}
.hint{color:#6b6b6b;font-size:14px;margin:4px 0 20px}
.card{background:#fff;border-radius:10px;padding:16px 18px;margin:0 0 16px;border-left:5px solid #9aa0a6}
.approved{border-color:#07a35a}.retake_requested{border-color:#d93025}.identity_doubt{border-color:#e08a00}
.reprocess_requested{border-color:#1a73e8}
.who{color:#6b6b6b;font-size:14px;margin-bottom:10px}
dl{display:grid;grid-template-columns:5em 1fr;gap:2px 12px;margin:0 0 10px}dt{color:#6b6b6b}dd{margin:0}
ol{margin:10px 0 0;padding:10px 0 0 1.4em;border-top:1px solid #ececec}li{margin-bottom:8px}li b{display:block}
.free{color:#07803f;margin-top:8px}.unsent{color:#b3261e;font-size:14px;margin-top:10px}
a{color:#576b95;text-decoration:none}
</style></head><body><main>
)";

std::string field(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return "<dt>" + std::string(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
}

std::string student_line(const TakenEvent& taken) {
  const std::string number = escaped(taken.student.student_number);
  return "<p class=\"who\">" + escaped(taken.batch.school_name) + " · " + escaped(taken.student.name) +
         " · 学号 <a href=\"/inbox?student=" + number + "\">" + number + "</a></p>\n";
}

std::string reasons_list(const domain::Message& message) {
  if (message.reasons.empty()) return {};
  std::string text = "<ol>\n";
  for (const domain::MessageReason& reason : message.reasons) {
    text += "<li><b>" + escaped(reason.label) + "</b>" + escaped(reason.message) + "</li>\n";
  }
  return text + "</ol>\n";
}

std::string retake_line(const TakenEvent& taken) {
  if (taken.event.type != "photo.retake_requested") return {};
  std::string text = taken.event.message.retake_is_free ? "重新拍摄不再收费。" : "";
  if (const auto before = taken.event.message.retake_before) text += "请在 " + wechat_time(*before) + " 前重新提交。";
  return text.empty() ? "" : "<p class=\"free\">" + escaped(text) + "</p>\n";
}

std::string undelivered_line(const TakenEvent& taken) {
  const Reach reach = reach_of(taken.student.ref);
  if (reach.reached()) return {};
  const std::string why = std::string(reach.status) + (reach.code.empty() ? "" : " " + std::string(reach.code));
  return "<p class=\"unsent\">微信消息没有送达（" + escaped(why) + "），学生只能在小程序里看到。</p>\n";
}

std::string card(const TakenEvent& taken) {
  const domain::Message& message = taken.event.message;
  constexpr std::string_view before_kind = "photo.";
  const std::string kind = taken.event.type.substr(std::min(before_kind.size(), taken.event.type.size()));
  std::string text = "<article class=\"card " + escaped(kind) + "\">\n<h2>毕业证照片审核结果</h2>\n";
  text += student_line(taken) + "<dl>\n";
  text += field("审核结果", message.card.status) + field("说明", message.card.thing) + field("时间", message.card.time);
  text += "</dl>\n" + reasons_list(message) + retake_line(taken) + undelivered_line(taken);
  return text + "</article>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string inbox_page(std::span<const TakenEvent> events, std::string_view student) {
  std::string cards;
  int count = 0;
  for (const TakenEvent& taken : events | std::views::reverse) {
    const bool meant = student.empty() || student == taken.student.ref.value || student == taken.student.student_number;
    if (!meant) continue;
    cards += card(taken);
    ++count;
  }
  std::string page(head);
  page += "<h1>学生收件箱（演示）</h1>\n<p class=\"hint\">学生在微信里读到的内容，最新的在前，共 " +
          std::to_string(count) + " 条。";
  if (!student.empty()) page += "只看 " + escaped(student) + "，<a href=\"/inbox\">看全部</a>。";
  page += "</p>\n";
  if (count == 0) page += "<p>还没有消息。审核人员作出决定并过了撤销时间后，这里会出现学生收到的卡片。</p>\n";
  return page + cards + "</main></body></html>\n";
}

}  // namespace zhaojian::demo
