#pragma once
#include "base/hash.h"
#include "imaging/photo.h"

namespace zhaojian::imaging {

// What is done to the facts on the trusted side: the SHA-256 of the file is added, and the software's name, hostile
// bytes until here, becomes one clean line of at most 64 characters.
void identify(FileFacts& facts, const Sha256& file);

}  // namespace zhaojian::imaging
