#include "store/sql_store.h"

#include "store/sql/transaction.h"

namespace zhaojian::store {

Done SqlStore::transact(const std::function<Done()>& work) {
  if (db_->in_transaction()) return Error{Errc::internal, "a transaction inside a transaction"};
  return atomically(*db_, work);
}

}  // namespace zhaojian::store
