#pragma once

namespace zhaojian::cli {

// What a script learns from the program; `zhaojian --help` says the same. Never renumbered.
enum class Exit {
  ok = 0,
  problems = 1,     // it ran, and the answer is no: a check fails, the log was altered, a decision was not taken
  usage = 2,        // it could not begin: wrong arguments, settings or data that cannot be read
  partial = 3,      // done but for some items: quarantined, missing, dead
  unreachable = 4,  // the back end does not answer, or answers nonsense
  refused = 5,      // the back end refuses us, or cannot prove who it is
  unreadable = 6,   // some photo file cannot be read as a photo
  stopped = 130,    // Ctrl-C
};

}  // namespace zhaojian::cli
