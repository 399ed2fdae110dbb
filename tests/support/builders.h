#pragma once
#include "support/decision_builder.h"
#include "support/sample_standard.h"
#include "support/submission_builder.h"

// Things a test needs one of. Each starts out complete and ordinary; a test states what is special about its own.
//   a_submission("sub_1").with_attempt(2)     a_case("sub_1").leased_by("op_1")     a_decision("sub_1").retake("BLUR")
//   an_operator("op_1")     a_profile()     some_reasons()
// A builder converts to what it builds; built() does so by name.
