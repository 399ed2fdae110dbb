#pragma once
#include <memory>
#include <string>

#include "store/sql/connection.h"

namespace zhaojian::support {

// A database that fails when told to: the n-th call from now, once or from then on. A commit can also lie the other
// way: it happens, but the answer is lost.
class LyingConnection final : public store::Connection {
 public:
  struct Plan {
    int fail_at = 0;            // 1: the next call; 0: never
    bool for_ever = false;      // and every call after it
    bool after_commit = false;  // a failing commit has happened all the same
    int calls = 0;              // how many there were
  };

  LyingConnection(std::unique_ptr<store::Connection> real, Plan& plan) : real_(std::move(real)), plan_(plan) {}

  Result<std::int64_t> execute(std::string_view sql, const store::Values& bound) override {
    if (fails()) return problem();
    return real_->execute(sql, bound);
  }
  Done query(std::string_view sql, const store::Values& bound, const std::function<bool(store::Row&)>& each) override {
    if (fails()) return problem();
    return real_->query(sql, bound, each);
  }
  Done run_script(const std::string& sql) override {
    if (fails()) return problem();
    return real_->run_script(sql);
  }
  Done begin() override {
    if (fails()) return problem();
    return real_->begin();
  }
  Done commit() override {
    if (!fails()) return real_->commit();
    if (plan_.after_commit) {
      (void)real_->commit();
    } else {
      real_->rollback();
    }
    return problem();
  }
  void rollback() override { real_->rollback(); }
  bool in_transaction() const override { return real_->in_transaction(); }
  const store::Dialect& dialect() const override { return real_->dialect(); }

 private:
  bool fails() {
    ++plan_.calls;
    if (plan_.fail_at == 0) return false;
    return plan_.for_ever ? plan_.calls >= plan_.fail_at : plan_.calls == plan_.fail_at;
  }
  static Error problem() { return {Errc::io, "the disk does not answer", "error.store.io"}; }

  std::unique_ptr<store::Connection> real_;
  Plan& plan_;
};

}  // namespace zhaojian::support
