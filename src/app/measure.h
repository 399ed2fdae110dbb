#pragma once
#include "app/app.h"

namespace zhaojian::app {

struct MeasurePlan {
  int decide = 0;  // so many submissions, timed; 0: only say when the queue is on the screen
  int show = 0;    // so many altogether, the rest skipped, to see whether memory stays flat
};

// Works through submissions by injected keys and prints, against the limits of product.md: from the key press to the next
// submission completely shown (p50, p99), time of a frame while three photos are moved, CPU when nothing happens (with
// and without a text field in use), memory at the start, in the middle and at the end. 0 when all was worked through.
int measure(App& app, const MeasurePlan& plan);

}  // namespace zhaojian::app
