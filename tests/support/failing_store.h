#pragma once
#include "store/store.h"

namespace zhaojian::test {

// A store whose transactions fail when told to, after their work and before their commit: what a crash leaves.
class FailingStore final : public store::Store {
 public:
  explicit FailingStore(store::Store& real) : real_(real) {}

  Done transact(const std::function<Done()>& work) override {
    if (--transactions_left_ >= 0) return real_.transact(work);
    return real_.transact([&]() -> Done {
      TRY(work());
      return Error{Errc::io, "the power is gone"};
    });
  }
  void fail_after(int transactions) { transactions_left_ = transactions; }
  void recover() { transactions_left_ = 1 << 30; }

  store::Submissions& submissions() override { return real_.submissions(); }
  store::Decisions& decisions() override { return real_.decisions(); }
  store::Outbox& outbox() override { return real_.outbox(); }
  store::AuditLog& audit() override { return real_.audit(); }
  store::People& people() override { return real_.people(); }
  store::Statistics& statistics() override { return real_.statistics(); }
  store::ProfileVersions& profiles() override { return real_.profiles(); }
  store::Fingerprints& fingerprints() override { return real_.fingerprints(); }
  store::Faces& faces() override { return real_.faces(); }
  Result<std::int64_t> change_mark() override { return real_.change_mark(); }
  [[nodiscard]] Duration lease_now() const override { return real_.lease_now(); }

 private:
  store::Store& real_;
  int transactions_left_ = 1 << 30;
};

}  // namespace zhaojian::test
