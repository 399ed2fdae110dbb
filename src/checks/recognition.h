#pragma once
#include "imaging/fingerprint.h"
#include "vision/evidence.h"

// By what a photo is recognised when it is handed in again.
namespace zhaojian::checks {

// Where the largest face's eyes are; nothing without landmarks.
[[nodiscard]] std::optional<imaging::FacePlace> face_place(const vision::Evidence& evidence);

// Whole and, where there is a face, face.
[[nodiscard]] imaging::Fingerprint fingerprint_of(const imaging::Pixels& pixels, const vision::Evidence& evidence);

}  // namespace zhaojian::checks
