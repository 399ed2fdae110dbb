#pragma once
#include "store/sql/connection.h"
#include "store/submissions.h"

namespace zhaojian::store {

// Reads one page of the queue. Fast because each stage is read in order from an index and the stages are merged; a
// text is looked up in the search index while it has few hits and compared row by row when it has many.
[[nodiscard]] Result<QueuePage> read_queue_page(Connection& db, const QueueFilter& filter, std::int64_t offset,
                                                std::int64_t limit);

}  // namespace zhaojian::store
