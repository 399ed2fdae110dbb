#pragma once
#include "base/hash.h"
#include "base/result.h"
#include "imaging/photo.h"

namespace zhaojian::imaging {

// What the first bytes say the file is; its name is nobody's business. Anything but JPEG, PNG and WebP is an error that
// names what was found (DecodeFault::format_…).
[[nodiscard]] Result<FileFormat> sniff(ByteView file);

}  // namespace zhaojian::imaging
