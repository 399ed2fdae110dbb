#pragma once
#include <string>
#include <string_view>

// What a screen or an export may show (standard.md §5.3).
namespace zhaojian::domain {

// The first character and "*": 张*; a name that comes masked stays as it is.
[[nodiscard]] std::string masked_name(std::string_view name);
// The first digit and "*" for all the rest: the last four digits are a login secret and are never shown.
[[nodiscard]] std::string masked_id_number(std::string_view id_number);

// A quarantined JSON item as it may be shown: every digit in the values of "id_number" and "capture_code" becomes "*".
[[nodiscard]] std::string masked_item(std::string_view raw);

// GB 11643-1999, ISO 7064 MOD 11-2. A masked or absent number is not checkable, not wrong.
enum class IdNumberCheck { valid, wrong, not_checkable };
[[nodiscard]] IdNumberCheck check_id_number(std::string_view id_number);

}  // namespace zhaojian::domain
