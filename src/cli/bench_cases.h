#pragma once
#include <memory>

#include "cli/bench.h"

namespace zhaojian::cli {

// A station in `folder` with an empty store, the user's own programs and texts, and no back end.
[[nodiscard]] Result<std::unique_ptr<const station::Station>> bench_station(const Session& session,
                                                                            const std::filesystem::path& folder);

// Queued cases numbered [from, to), in one transaction. Their photos are nowhere.
[[nodiscard]] Done add_waiting(store::Store& store, const ProfileId& profile, int from, int to, Instant now);

}  // namespace zhaojian::cli
