#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/hash.h"

namespace zhaojian::imaging {

// Numbers out of hostile bytes. Reading beyond the end gives 0, never memory that is not ours; ask fits() where 0 would
// be taken for data.
class ByteReader {
 public:
  enum class Order { big, little };
  explicit ByteReader(ByteView data, Order order = Order::big) : data_(data), order_(order) {}

  [[nodiscard]] std::size_t size() const { return data_.size(); }
  [[nodiscard]] bool fits(std::size_t at, std::size_t count) const {
    return at <= data_.size() && count <= data_.size() - at;
  }
  [[nodiscard]] std::uint8_t u8(std::size_t at) const {
    return fits(at, 1) ? std::to_integer<std::uint8_t>(data_[at]) : std::uint8_t{0};
  }
  [[nodiscard]] std::uint32_t u16(std::size_t at) const { return number(at, 2); }
  [[nodiscard]] std::uint32_t u24(std::size_t at) const { return number(at, 3); }
  [[nodiscard]] std::uint32_t u32(std::size_t at) const { return number(at, 4); }
  [[nodiscard]] bool has(std::size_t at, std::string_view text) const {
    return fits(at, text.size()) && text_of(data_.subspan(at, text.size())) == text;
  }
  // As much of the range as is there.
  [[nodiscard]] ByteView part(std::size_t at, std::size_t count) const {
    if (at >= data_.size()) return {};
    return data_.subspan(at, count < data_.size() - at ? count : data_.size() - at);
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t count) const {
    if (!fits(at, count)) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = order_ == Order::big ? at + i : at + count - 1 - i;
      value = value << 8 | std::to_integer<std::uint32_t>(data_[place]);
    }
    return value;
  }

  ByteView data_;
  Order order_;
};

}  // namespace zhaojian::imaging
