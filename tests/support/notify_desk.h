#pragma once
#include <stdexcept>

#include "notify/setting.h"
#include "support/decision_builder.h"
#include "support/failing_store.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/test_store.h"

namespace zhaojian::test {

// Everything notify works with: a store in memory, a server that is a function, a clock that stands still.
struct NotifyDesk {
  support::ManualClock clock;
  std::unique_ptr<store::Store> real_store = support::test_store(clock);
  FailingStore store{*real_store};
  FakeHttp http;
  Secret token{"t0ken"};
  Secret secret{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};
  notify::Setting setting{store,
                          http,
                          clock,
                          "https://capture.example.edu",
                          secret,
                          &token,
                          StationId("station_1"),
                          hash_of("audit key"),
                          [] { return 0.5; }};

  // A released decision on a case of its own, whose event may leave now.
  void release(const std::string& id, const std::string& student) {
    const domain::Submission submission = a_submission("sub_" + id).with_student(student);
    const domain::Decision decision =
        a_decision(submission).with_id("dec_" + id).retake("BLUR").in_state(domain::DecisionState::released);
    domain::ReviewCase released = a_case(submission).at(domain::Stage::released).with_epoch(1);
    released.decision = decision.id;
    domain::OutboxEvent event;
    event.id = EventId("evt_" + id);
    event.decision = decision.id;
    event.submission = submission.id;
    event.student = submission.student.ref;
    event.type = "photo.retake_requested";
    event.body = R"({"type":"photo.retake_requested","data":{"submission_id":")" + submission.id.value + "\"}}";
    event.state = domain::EventState::ready;
    event.next_at = clock.now();
    event.created_at = clock.now();
    const Done added = store.transact([&]() -> Done {
      TRY(store.submissions().add(released));
      TRY(store.decisions().add(decision));
      return store.outbox().add(event);
    });
    if (!added) throw std::runtime_error(added.error().message);
  }
  void release(const std::string& id) { release(id, "stu_" + id); }

  [[nodiscard]] domain::OutboxEvent event(const std::string& id) {
    return store.outbox().find(EventId("evt_" + id)).value().value();
  }
  [[nodiscard]] domain::ReviewCase review_case(const std::string& id) {
    return store.submissions().find(SubmissionId("sub_" + id)).value().value();
  }
  [[nodiscard]] std::vector<domain::AuditRecord> log() {
    std::vector<domain::AuditRecord> records;
    const Done read =
        store.audit().read([&](const domain::AuditRecord& record) { return records.push_back(record), true; });
    if (!read) throw std::runtime_error(read.error().message);
    return records;
  }
};

}  // namespace zhaojian::test
