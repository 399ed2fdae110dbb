#pragma once
#include "base/hash.h"
#include "codec/json.h"
#include "domain/identity_error.h"

namespace zhaojian::codec {

// assets/identity/identity_error.json:
// {"network", "set", "people", "against": [{"role", "same", "different", "steps": [[similarity, different from here,
// same below], …]}]}. invalid with text "error.codec.identity_error", naming the field; steps must rise.
[[nodiscard]] Result<domain::IdentityError> identity_error_from_json(ByteView bytes);
[[nodiscard]] std::string identity_error_to_json(const domain::IdentityError& error);

}  // namespace zhaojian::codec
