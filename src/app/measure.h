#pragma once
#include "app/app.h"

namespace zhaojian::app {

// Works through `count` submissions by injected keys and prints, against the limits of product.md: from the key press to
// the next submission completely shown (p50, p99), time of a frame, CPU when nothing happens.
int measure(App& app, const Clock& clock, int count);

}  // namespace zhaojian::app
