#include <map>

#include "base/files.h"
#include "codec/profile_json.h"
#include "workflow/assess_submission.h"
#include "workflow/networks.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Happening;
using domain::PhotoRole;
using domain::PhotoState;
using domain::Stage;
using domain::Verdict;

namespace {

Bytes demo(const std::string& name) {
  auto bytes = read_file(std::string(ZHAOJIAN_SOURCE_DIR "/assets/demo/") + name + ".jpg", 20'000'000);
  REQUIRE(bytes);
  return *std::move(bytes);
}

// Photos by their hash; everything else is not there, or cannot be had at the moment.
struct Album final : workflow::PhotoSource {
  domain::PhotoRef put(PhotoRole role, Bytes bytes) {
    domain::PhotoRef ref = a_photo(std::string(domain::name(role)), role);
    ref.sha256 = sha256(bytes);
    photos[ref.sha256] = std::move(bytes);
    return ref;
  }
  Result<Bytes> read(const Sha256& sha256) override {
    if (disk_trouble) return Error{Errc::io, "the disk does not answer", {}};
    const auto it = photos.find(sha256);
    if (it == photos.end()) return Error{Errc::not_found, "no such photo", "error.test.no_photo"};
    return it->second;
  }
  std::map<Sha256, Bytes> photos;
  bool disk_trouble = false;
};

// A decoder that has just died.
struct BusyDecoder final : imaging::Decoder {
  Result<imaging::Photo> decode(ByteView, int) override {
    return Error{Errc::unavailable, "the decoder died", "error.decode.worker_died"};
  }
};

struct Lab {
  Result<domain::Assessment> assess(const std::vector<domain::PhotoRef>& photos, imaging::Decoder& with) {
    const domain::Submission submission = a_submission("sub_1").with_version(3).with_photos(photos);
    return TRY(workflow::assess_photos({album, with, analyser()}, submission, profile, kSomeDay)).assessment;
  }
  domain::Assessment assess(const std::vector<domain::PhotoRef>& photos) {
    auto made = assess(photos, decoder);
    INFO((made ? "" : made.error().message));
    REQUIRE(made);
    return *std::move(made);
  }
  Album album;
  imaging::InProcessDecoder decoder;
  domain::StandardProfile profile =
      *codec::profile_from_json(*read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", 1 << 20));
};

Verdict verdict(const domain::Assessment& assessment, const std::string& id) {
  const domain::Finding* finding = assessment.find(FindingId(id));
  INFO(id);
  REQUIRE(finding);
  return finding->verdict;
}

void check_only_decode_failed(const Lab& lab, const domain::Assessment& assessment, const std::string& why) {
  CHECK(assessment.findings.size() == lab.profile.rules.size());
  for (const domain::Finding& finding : assessment.findings) {
    INFO(finding.id.value);
    const bool decode = finding.id == FindingId("file.decode");
    CHECK(finding.verdict == (decode ? Verdict::fail : Verdict::not_assessable));
    CHECK_FALSE(finding.why.empty());
    if (decode) CHECK(finding.why == why);
  }
}

}  // namespace

TEST_CASE("a good photo is compared with its standard and with the photos on record") {
  Lab lab;
  const auto photo = lab.album.put(PhotoRole::submission, demo("p001_submission"));
  const auto made = lab.assess({photo, lab.album.put(PhotoRole::enrollment, demo("p001_enrollment"))});
  CHECK(made.submission == SubmissionId("sub_1"));
  CHECK(made.version == 3);
  CHECK(made.photo == photo.sha256);
  CHECK(made.profile == lab.profile.id);
  CHECK(made.profile_version == lab.profile.version);
  CHECK(made.made_at == kSomeDay);
  CHECK_FALSE(made.engine.empty());
  CHECK(verdict(made, "file.decode") == Verdict::pass);
  CHECK(verdict(made, "face.count") == Verdict::pass);
  CHECK(verdict(made, "id.match_enrollment") != Verdict::not_assessable);
  CHECK(verdict(made, "id.match_admission") == Verdict::not_assessable);  // none was sent
}

TEST_CASE("a photo of somebody else is less like the one on record") {
  Lab lab;
  const auto reference = lab.album.put(PhotoRole::enrollment, demo("p010_enrollment"));
  const auto same = lab.assess({lab.album.put(PhotoRole::submission, demo("p010_submission")), reference});
  const auto other = lab.assess({lab.album.put(PhotoRole::submission, demo("p010_flaw_other_person")), reference});
  const FindingId match("id.match_enrollment");
  CHECK(other.find(match)->value.value() < same.find(match)->value.value());
}

TEST_CASE("a photo nobody is on passes no check of a face") {
  Lab lab;
  const auto made = lab.assess({lab.album.put(PhotoRole::submission, demo("p004_flaw_no_face"))});
  CHECK(verdict(made, "face.count") == Verdict::fail);
  CHECK(verdict(made, "geom.eye_line") == Verdict::not_assessable);
}

TEST_CASE("a photo that is not there or is broken is a finding, not a failure") {
  Lab lab;
  SECTION("not there") { check_only_decode_failed(lab, lab.assess({a_photo("gone")}), "error.test.no_photo"); }
  SECTION("cut off") {
    Bytes half = demo("p001_submission");
    half.resize(half.size() / 2);
    check_only_decode_failed(lab, lab.assess({lab.album.put(PhotoRole::submission, half)}), "error.decode.truncated");
  }
  SECTION("no picture at all") {
    const auto words = bytes_of("GIF89a is not what was asked for");
    const auto made = lab.assess({lab.album.put(PhotoRole::submission, Bytes(words.begin(), words.end()))});
    check_only_decode_failed(lab, made, "error.decode.format.gif");
  }
  SECTION("empty") {
    check_only_decode_failed(lab, lab.assess({lab.album.put(PhotoRole::submission, {})}), "error.decode.empty");
  }
}

TEST_CASE("a reference that cannot be read makes only its own finding not assessable") {
  Lab lab;
  const auto photo = lab.album.put(PhotoRole::submission, demo("p001_submission"));
  const auto admission = lab.album.put(PhotoRole::admission, demo("p001_admission"));
  Bytes half = demo("p001_enrollment");
  half.resize(100);
  const auto broken = GENERATE(true, false);
  const auto enrollment = broken ? lab.album.put(PhotoRole::enrollment, half) : a_photo("gone", PhotoRole::enrollment);
  const auto made = lab.assess({photo, enrollment, admission});
  CHECK(verdict(made, "id.match_enrollment") == Verdict::not_assessable);
  CHECK(verdict(made, "id.match_admission") != Verdict::not_assessable);
  CHECK(verdict(made, "file.decode") == Verdict::pass);
}

TEST_CASE("what may be had later is not judged now") {
  Lab lab;
  const auto photo = lab.album.put(PhotoRole::submission, demo("p001_submission"));
  BusyDecoder busy;
  const auto died = lab.assess({photo}, busy);
  REQUIRE_FALSE(died);
  CHECK(died.error().code == Errc::unavailable);
  lab.album.disk_trouble = true;
  CHECK(lab.assess({photo}, lab.decoder).error().code == Errc::io);
}

TEST_CASE("a submission without a photo cannot be checked") {
  Lab lab;
  const auto made = lab.assess({a_photo("e", PhotoRole::enrollment)}, lab.decoder);
  REQUIRE_FALSE(made);
  CHECK(made.error().text == "error.assess.no_photo");
}

TEST_CASE("a checked case goes into the queue, unless the student sent another photo meanwhile") {
  Room room;
  for (const char* id : {"new", "old"}) {
    const auto at = kSomeDay + (std::string(id) == "old" ? seconds(1) : seconds(9));
    room.add(a_case(a_submission(id).with_version(2).submitted_at(at)).at(Stage::fetched));
  }
  room.add(a_case("waiting").at(Stage::flagged));
  const auto waiting = workflow::to_assess(room.services, 10);
  REQUIRE(waiting);
  REQUIRE(waiting->size() == 2);
  CHECK((*waiting)[0].submission.id == SubmissionId("old"));
  CHECK(workflow::to_assess(room.services, 1)->size() == 1);

  domain::Assessment assessment;
  assessment.submission = SubmissionId("old");
  assessment.version = 1;
  assessment.profile = ProfileId("chsi-99-2017");
  assessment.profile_version = 1;
  assessment.engine = "of the photo before";
  REQUIRE(workflow::keep_assessment(room.services, {assessment, {}}));
  CHECK(room.get("old").place.stage == Stage::fetched);
  CHECK_FALSE(*room.store->submissions().assessment(SubmissionId("old"), 1));
  CHECK_FALSE(*room.store->submissions().assessment(SubmissionId("old"), 2));

  assessment.version = 2;
  assessment.engine = "first";
  REQUIRE(workflow::keep_assessment(room.services, {assessment, {}}));
  CHECK(room.get("old").place == domain::Place{Stage::queued, domain::Round::first});
  // Made again while somebody looks at the case: kept, and the case stays where it is.
  const auto file = room.claim_one(an_operator("ann"));
  CHECK(file->assessment == assessment);
  assessment.engine = "second";
  REQUIRE(workflow::keep_assessment(room.services, {assessment, {}}));
  CHECK(room.get("old").place.stage == Stage::leased);
  CHECK((*room.store->submissions().assessment(SubmissionId("old"), 2))->engine == "second");
  // Of a case that is not known.
  assessment.submission = SubmissionId("never seen");
  REQUIRE(workflow::keep_assessment(room.services, {assessment, {}}));
  CHECK_FALSE(*room.store->submissions().assessment(SubmissionId("never seen"), 2));
}
