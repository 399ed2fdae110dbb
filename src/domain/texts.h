#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"

// The text catalogue: every sentence a person reads, by key, in zh-CN and en (assets/i18n).
namespace zhaojian::domain {

enum class Language { zh_cn, en };

class Texts {
 public:
  Texts() = default;
  explicit Texts(std::map<std::string, std::string, std::less<>> texts) : texts_(std::move(texts)) {}

  // The text of a key; the key itself when there is none, so that a gap is visible and never a crash.
  [[nodiscard]] std::string_view operator()(std::string_view key) const;
  // With {0} {1} … replaced.
  [[nodiscard]] std::string format(std::string_view key, std::initializer_list<std::string_view> values) const;
  // What a person is told about an error: its own text, else the text of its code.
  [[nodiscard]] std::string_view of(const Error& error) const;
  [[nodiscard]] bool has(std::string_view key) const { return texts_.contains(key); }
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace zhaojian::domain
