#pragma once
#include <array>
#include <cstdint>
#include <optional>

namespace zhaojian::imaging {

using QuantTable = std::array<std::uint16_t, 64>;  // in the zigzag order of the file

// The quality (1…100) whose IJG tables, the example tables of ITU-T T.81 annex K scaled as libjpeg's jpeg_set_quality
// does, lie nearest to these. Exact for files of libjpeg; an estimate for encoders with tables of their own.
[[nodiscard]] int estimated_quality(const QuantTable& luminance, const std::optional<QuantTable>& chrominance);

}  // namespace zhaojian::imaging
