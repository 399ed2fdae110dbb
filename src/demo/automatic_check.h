#pragma once
#include <vector>

#include "demo/dice.h"
#include "demo/label.h"
#include "domain/submission.h"

// What the capture service's own automatic check says of a photo. Never better than such checks are: it overlooks what
// only a person can see, and takes offence at good photos.
namespace zhaojian::demo {

struct References {
  bool enrollment = true, admission = true;
};

struct AutomaticResult {
  std::vector<domain::Flag> flags;  // at least one: a photo without a flag would not have come to us
  std::vector<domain::Match> matches;
};
[[nodiscard]] AutomaticResult checked(const Label& submission, References references, Dice& dice);

}  // namespace zhaojian::demo
