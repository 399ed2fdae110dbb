#include "ui/fills.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace zhaojian::ui {
namespace {

constexpr int kWorthwhile = 64 * 64;  // pixels; below, another draw call costs more than the pixels
constexpr unsigned kIndices = 6;      // of a rectangle, as ImDrawList::PrimRect writes them

bool same(const ImVec2& a, const ImVec2& b) { return a.x == b.x && a.y == b.y; }

// The rectangle these six indices draw, when it is one of a single opaque colour.
std::optional<Fill> plain(const ImDrawList& list, const ImDrawCmd& command, const ImDrawIdx* index, int window_height) {
  const ImDrawIdx a = index[0];
  if (index[1] != a + 1 || index[2] != a + 2 || index[3] != a || index[4] != a + 2 || index[5] != a + 3) return {};
  const ImDrawVert* v = list.VtxBuffer.Data + command.VtxOffset + a;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  for (int i = 0; i < 4; ++i)
    if (v[i].col != v[0].col || !same(v[i].uv, white)) return {};
  if ((v[0].col & IM_COL32_A_MASK) != IM_COL32_A_MASK) return {};
  const ImVec2 min = v[0].pos, max = v[2].pos;
  if (v[1].pos.x != max.x || v[1].pos.y != min.y || v[3].pos.x != min.x || v[3].pos.y != max.y) return {};
  // A pixel belongs to the rectangle when its middle does; the scissor is rounded as the OpenGL backend does it.
  const auto edge = [](float at) { return static_cast<int>(std::ceil(at - 0.5F)); };
  const ImVec4& clip = command.ClipRect;
  const int left = static_cast<int>(clip.x), right = left + static_cast<int>(clip.z - clip.x);
  const int bottom = window_height - static_cast<int>(static_cast<float>(window_height) - clip.w);
  const int top = bottom - static_cast<int>(clip.w - clip.y);
  Fill fill;
  fill.x = std::max(edge(min.x), left);
  fill.y = std::max(edge(min.y), top);
  fill.width = std::min(edge(max.x), right) - fill.x;
  fill.height = std::min(edge(max.y), bottom) - fill.y;
  if (fill.width <= 0 || fill.height <= 0 || fill.width * fill.height < kWorthwhile) return {};
  const ImVec4 c = ImGui::ColorConvertU32ToFloat4(v[0].col);
  fill.colour = {c.x, c.y, c.z};
  return fill;
}

void split(const ImDrawList& list, const ImDrawCmd& command, int window_height, ImDrawCallback callback,
           std::deque<Fill>& fills, ImVector<ImDrawCmd>& out) {
  ImDrawCmd rest = command;
  const auto draw_until = [&](unsigned end) {
    rest.ElemCount = end - rest.IdxOffset;
    if (rest.ElemCount > 0) out.push_back(rest);
  };
  const unsigned end = command.IdxOffset + command.ElemCount;
  for (unsigned at = command.IdxOffset; at + kIndices <= end;) {
    const auto fill = plain(list, command, list.IdxBuffer.Data + at, window_height);
    if (!fill) {
      at += 3;  // whole triangles: text, lines and curves lie between the rectangles
      continue;
    }
    draw_until(at);
    ImDrawCmd instead = command;
    instead.ElemCount = 0;
    instead.UserCallback = callback;
    instead.UserCallbackData = &fills.emplace_back(*fill);
    instead.UserCallbackDataSize = 0;
    instead.UserCallbackDataOffset = -1;
    out.push_back(instead);
    at += kIndices;
    rest.IdxOffset = at;
  }
  draw_until(end);
}

}  // namespace

void take_out_fills(ImDrawData& data, ImDrawCallback callback, std::deque<Fill>& fills) {
  for (ImDrawList* list : data.CmdLists) {
    ImVector<ImDrawCmd> out;
    out.reserve(list->CmdBuffer.Size);
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr || command.ElemCount == 0)
        out.push_back(command);
      else
        split(*list, command, static_cast<int>(data.DisplaySize.y), callback, fills, out);
    }
    list->CmdBuffer.swap(out);
  }
}

}  // namespace zhaojian::ui
