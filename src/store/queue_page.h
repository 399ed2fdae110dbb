#pragma once
#include "store/sql/connection.h"
#include "store/submissions.h"

namespace zhaojian::store {

// Reads one page of the queue. Fast because each stage is read in order from an index and the stages are merged, from
// the nearer end; a text is looked up in an index of texts while that has few hits, and compared row by row when it has
// many, so that the page is full soon.
[[nodiscard]] Result<QueuePage> read_queue_page(Connection& db, const QueueFilter& filter, std::int64_t offset,
                                                std::int64_t limit);

}  // namespace zhaojian::store
