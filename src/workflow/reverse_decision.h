#pragma once
#include <string>

#include "domain/case_file.h"
#include "domain/operator.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

struct Reversal {
  domain::Decision act;      // kept as a decision that names the one it takes back
  domain::CaseFilePtr file;  // the case, the operator's again, to be judged anew from the first round
  bool replayed = false;
};

// Reverse and correct (撤回更正): takes a released decision back. One transaction: the decision is `reversed`, the case
// goes back to the first round and is leased to the operator, the correcting message stands in the outbox behind the
// one it corrects, the act and its reason are logged. The new decision is then made like any other.
// `denied` and `stale` as domain::may_reverse; `conflict` when the case went on: withdrawn, replaced or exported.
// Replaying the same op writes nothing again; `file` is absent then when the case is no longer the operator's.
[[nodiscard]] Result<Reversal> reverse_decision(const Services& services, const domain::Operator& who,
                                                const DecisionId& id, const OpId& op, const std::string& reason);

}  // namespace zhaojian::workflow
