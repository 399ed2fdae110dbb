#pragma once
#include <string>

#include "workflow/accuracy_figures.h"

// Figures as the report writes them.
namespace zhaojian::workflow::report {

[[nodiscard]] std::string number(double value, int digits);
[[nodiscard]] std::string percent(double share);
[[nodiscard]] std::string text_of(const Share& share);   // "3/4 = 75 % (30–95)"
[[nodiscard]] std::string count_of(const Share& share);  // "3/4"
[[nodiscard]] std::string met(bool yes);

}  // namespace zhaojian::workflow::report
