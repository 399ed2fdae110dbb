#pragma once
#include "base/hash.h"
#include "domain/reason.h"

namespace zhaojian::codec {

// A file of assets/reasons. invalid with text "error.codec.reasons" and a message that names the field
// ("reasons[3].level: unknown value …"); a catalogue that breaks domain::validate is refused as well.
[[nodiscard]] Result<domain::ReasonCatalogue> reasons_from_json(ByteView bytes);

}  // namespace zhaojian::codec
