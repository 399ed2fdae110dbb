#pragma once
#include "store/sql/connection.h"

namespace zhaojian::store {

// All of what happens while it lives, or nothing: a transaction of its own, or inside one a part that can be undone
// alone. Undone unless keep() succeeded.
class Transaction {
 public:
  explicit Transaction(Connection& db) : db_(db), inner_(db.in_transaction()) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!open_) return;
    if (!inner_) {
      db_.rollback();
      return;
    }
    // When even this fails the connection has lost the transaction and refuses everything up to the roll-back.
    if (!db_.execute("ROLLBACK TO SAVEPOINT part", {})) return;
    (void)db_.execute("RELEASE SAVEPOINT part", {});
  }

  [[nodiscard]] Done begin() {
    if (inner_) {
      TRY(db_.execute("SAVEPOINT part", {}));
    } else {
      TRY(db_.begin());
    }
    open_ = true;
    return {};
  }
  [[nodiscard]] Done keep() {
    if (inner_) {
      TRY(db_.execute("RELEASE SAVEPOINT part", {}));
      open_ = false;
      return {};
    }
    open_ = false;  // a failed commit has rolled back
    return db_.commit();
  }

 private:
  Connection& db_;
  const bool inner_;
  bool open_ = false;
};

// Runs `work` as one Transaction.
template <class Work>
[[nodiscard]] Done atomically(Connection& db, Work&& work) {
  Transaction transaction(db);
  TRY(transaction.begin());
  TRY(work());
  return transaction.keep();
}

}  // namespace zhaojian::store
