#include "workflow/reuse.h"

#include <map>
#include <random>

#include "base/files.h"
#include "codec/profile_json.h"
#include "imaging/encode.h"
#include "workflow/assess_submission.h"
#include "workflow/networks.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::PhotoRole;
using domain::Stage;
using domain::Verdict;

// A photo that was handed in before, by another student or by the same one, is recognised by what the store knows.
namespace {

const FindingId kOther("dup.phash_other"), kRejected("dup.phash_rejected");

imaging::Pixels demo(const std::string& name) {
  const auto bytes = read_file(std::string(ZHAOJIAN_SOURCE_DIR "/assets/demo/") + name + ".jpg", 20'000'000);
  REQUIRE(bytes);
  auto photo = imaging::InProcessDecoder().decode(*bytes, 0);
  REQUIRE(photo);
  return photo->pixels;
}

imaging::Pixels part(const imaging::Pixels& whole, int left, int top, int width, int height) {
  imaging::Pixels cut{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width * 3; ++x)
      cut.rgb.push_back(whole.rgb[static_cast<std::size_t>(((top + y) * whole.width + left) * 3 + x)]);
  return cut;
}

imaging::Pixels mirrored(imaging::Pixels picture) {
  const imaging::Pixels before = picture;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      for (int c = 0; c < 3; ++c)
        picture.rgb[static_cast<std::size_t>((y * picture.width + x) * 3 + c)] =
            before.rgb[static_cast<std::size_t>((y * picture.width + picture.width - 1 - x) * 3 + c)];
  return picture;
}

imaging::Pixels turned(const imaging::Pixels& picture) {  // by a quarter
  imaging::Pixels side{picture.height, picture.width, std::vector<std::uint8_t>(picture.rgb.size())};
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      for (int c = 0; c < 3; ++c)
        side.rgb[static_cast<std::size_t>((x * picture.height + picture.height - 1 - y) * 3 + c)] =
            picture.rgb[static_cast<std::size_t>((y * picture.width + x) * 3 + c)];
  return side;
}

struct Photos final : workflow::PhotoSource {
  Result<Bytes> read(const Sha256& sha256) override {
    const auto it = files.find(sha256);
    if (it == files.end()) return Error{Errc::not_found, "no such photo", "error.test.no_photo"};
    return it->second;
  }
  std::map<Sha256, Bytes> files;
};

// A review room with the shipped standard, where photos arrive and are checked.
struct Reuse : Room {
  Reuse() {
    profiles[ProfileId("chsi-99-2017")] = std::make_shared<const domain::StandardProfile>(
        *codec::profile_from_json(*read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", 1 << 20)));
  }
  void arrive(const std::string& id, const std::string& student, const imaging::Pixels& picture, int version = 1) {
    const auto file = imaging::encode_jpeg(picture, {.quality = 82});
    REQUIRE(file);
    domain::PhotoRef photo = a_photo(id, PhotoRole::submission);
    photo.sha256 = sha256(*file);
    photos.files[photo.sha256] = *file;
    domain::Submission submission = a_submission(id).with_version(version).with_photos({photo});
    submission.student.ref = StudentRef(student);
    add(a_case(submission).at(Stage::fetched));
  }
  workflow::Assessed look(const std::string& id) {
    const domain::Submission submission = get(id).submission;
    const auto earlier = workflow::earlier_photos(services, index, submission);
    REQUIRE(earlier);
    auto made = workflow::assess_photos({photos, decoder, analyser()}, submission, **services.profile(submission.batch.profile),
                                        clock.now(), *earlier);
    REQUIRE(made);
    return *std::move(made);
  }
  // Returns the other case that was told of it.
  std::optional<SubmissionId> keep(const workflow::Assessed& assessed) {
    const auto kept = workflow::keep_assessment(services, assessed, &index);
    REQUIRE(kept);
    return kept->told;
  }
  domain::Finding check(const std::string& id, const FindingId& which = kOther) {
    keep(look(id));
    return kept(id, which);
  }
  domain::Finding kept(const std::string& id, const FindingId& which = kOther) {
    const auto found = store->submissions().assessment(SubmissionId(id), get(id).submission.version).value();
    REQUIRE(found);
    REQUIRE(found->find(which));
    return *found->find(which);
  }

  Photos photos;
  imaging::InProcessDecoder decoder;
  workflow::ReuseIndex index;
};

}  // namespace

TEST_CASE("another student's photo is recognised as it is, saved again, mirrored, turned or cut") {
  Reuse room;
  room.arrive("first", "stu_a", demo("p003_submission"));
  CHECK(room.check("first").why == "check.why.no_others");
  const imaging::Pixels photo = demo("p003_submission");
  const std::map<std::string, imaging::Pixels> copies = {{"same", photo},
                                                         {"mirrored", mirrored(photo)},
                                                         {"cut", part(photo, 40, 30, 400, 560)},
                                                         {"turned", turned(photo)}};
  for (const auto& [how, copy] : copies) {
    room.arrive(how, "stu_" + how, copy);
    const domain::Finding finding = room.check(how);
    INFO(how << " " << finding.value.value_or(-1));
    CHECK(finding.verdict == (how == "cut" ? Verdict::warn : Verdict::fail));
    CHECK(finding.why == "check.why.photo_of_other");
    CHECK(finding.why_values.size() == 1);
  }
}

TEST_CASE("a photo that was mirrored and cut is recognised whoever is on it") {
  Reuse room;
  for (const char* who : {"p001", "p002", "p004", "p005", "p006", "p011", "p017"}) {
    const imaging::Pixels photo = demo(std::string(who) + "_submission");
    room.arrive(who, std::string("stu_") + who, photo);
    room.check(who);
    const std::string copy = std::string(who) + "_copy";
    room.arrive(copy, "stu_" + copy, mirrored(part(photo, 14, 19, 452, 602)));
    const domain::Finding finding = room.check(copy);
    INFO(who << " " << finding.value.value_or(-1));
    CHECK((finding.verdict == Verdict::warn || finding.verdict == Verdict::fail));
    CHECK(finding.why_values == std::vector<std::string>{who});
  }
}

TEST_CASE("different people are not taken for one another") {
  Reuse room;
  for (const char* who : {"p001", "p002", "p003", "p004", "p005", "p006"}) {
    room.arrive(who, std::string("stu_") + who, demo(std::string(who) + "_submission"));
    const domain::Finding finding = room.check(who);
    INFO(who << " " << finding.value.value_or(-1));
    CHECK(finding.verdict != Verdict::fail);
    CHECK(finding.verdict != Verdict::warn);
  }
}

TEST_CASE("both of a pair are told, whichever came first") {
  Reuse room;
  room.arrive("first", "stu_a", demo("p003_submission"));
  room.check("first");
  room.arrive("second", "stu_b", demo("p003_submission"));
  CHECK(room.keep(room.look("second")) == SubmissionId("first"));
  CHECK(room.kept("second").why_values == std::vector<std::string>{"first"});
  CHECK(room.kept("first").verdict == Verdict::fail);
  CHECK(room.kept("first").why_values == std::vector<std::string>{"second"});
  CHECK_FALSE(room.keep(room.look("second")));  // it knows by now
}

TEST_CASE("two that are checked at the same time do not miss each other") {
  Reuse room;
  room.arrive("first", "stu_a", demo("p003_submission"));
  room.arrive("second", "stu_b", demo("p003_submission"));
  const auto first = room.look("first"), second = room.look("second");  // neither knows of the other yet
  room.keep(first);
  room.keep(second);
  CHECK(room.kept("first").verdict == Verdict::fail);
  CHECK(room.kept("second").verdict == Verdict::fail);
}

TEST_CASE("a student's own earlier photo is nobody else's; once it was refused it is known as that") {
  Reuse room;
  room.arrive("first", "stu_a", demo("p003_submission"));
  room.check("first");
  const auto decision = room.decide(kSupervisor, room.judging(room.claim_one(kSupervisor)).retake("BLUR"));
  room.arrive("again", "stu_a", mirrored(demo("p003_submission")));
  CHECK(room.check("again").why == "check.why.no_others");
  CHECK(room.kept("again", kRejected).why == "check.why.no_rejected");  // may still be undone
  room.clock.advance(minutes(1));
  REQUIRE(*workflow::release_due(room.services) == std::vector{decision.id});
  CHECK(room.check("again", kRejected).verdict == Verdict::fail);
  CHECK(room.check("again").why == "check.why.no_others");
}

TEST_CASE("a photo refused for its file alone may come again: that is what was asked for") {
  Reuse room;
  auto catalogue = std::make_shared<domain::ReasonCatalogue>(*room.services.reasons);
  for (domain::Reason& reason : catalogue->reasons)
    if (reason.code == ReasonCode("BLUR")) reason.level = domain::ReasonLevel::machine;  // stands for a file that is too large
  room.services.reasons = catalogue;
  room.arrive("first", "stu_a", demo("p003_submission"));
  room.check("first");
  room.decide(kSupervisor, room.judging(room.claim_one(kSupervisor)).retake("BLUR"));
  room.clock.advance(minutes(1));
  REQUIRE(workflow::release_due(room.services)->size() == 1);
  room.arrive("again", "stu_a", demo("p003_submission"));
  CHECK(room.check("again", kRejected).why == "check.why.no_rejected");
  CHECK_FALSE(workflow::earlier_photos(room.services, room.index, room.get("again").submission)->previous_may_come_again);

  domain::Submission follows = room.get("again").submission;
  follows.previous = SubmissionId("first");
  CHECK(workflow::earlier_photos(room.services, room.index, follows)->previous_may_come_again);
}

TEST_CASE("what was purged is known no more, and is not known again") {
  Reuse room;
  room.arrive("first", "stu_a", demo("p003_submission"));
  const auto late = room.look("first");
  room.keep(late);
  domain::ReviewCase one = room.get("first");
  one.place = {Stage::purged, domain::Round::first};
  REQUIRE(room.store->submissions().save(one));
  room.keep(late);  // checks that come back after the purge
  room.arrive("second", "stu_b", demo("p003_submission"));
  CHECK(room.check("second").why == "check.why.no_others");
}

TEST_CASE("the nearest are those a look at every one would find, without the student's own") {
  Reuse room;
  std::mt19937_64 random(5);
  std::vector<store::PhotoPrint> all;
  for (int i = 0; i < 1'500; ++i) {  // more than are kept apart
    const std::string id = "s" + std::to_string(i);
    room.add(a_case(id));
    store::PhotoPrint print{0, SubmissionId(id), 1, StudentRef("stu_" + std::to_string(i % 300)), hash_of(id), random(), {}};
    if (i % 3 != 0) print.face = {{random(), random(), random(), random()}};
    REQUIRE(room.store->fingerprints().put(print));
    all.push_back(print);
    if (i % 500 == 7) CHECK((*room.index.up_to_date(*room.store))->size() == all.size());
  }
  const auto known = *room.index.up_to_date(*room.store);
  REQUIRE(known->size() == all.size());
  constexpr double kFaceBits = 145;
  for (int i = 0; i < 20; ++i) {
    checks::PrintViews views;
    for (auto& hash : views.whole) hash = random();
    if (i % 2 == 0) views.face = imaging::FaceViews{{random(), random(), random(), random()}, {{random(), random(), random(), random()}}};
    const StudentRef student("stu_" + std::to_string(i));
    std::vector<double> expected;
    for (const auto& print : all)
      if (print.student != student) expected.push_back(checks::same_photo(views, workflow::print_of(print), kFaceBits));
    std::ranges::sort(expected);
    const auto near = known->nearest(views, student, kFaceBits, 5);
    REQUIRE(near.size() == 5);
    for (std::size_t k = 0; k < near.size(); ++k)
      CHECK(checks::same_photo(views, near[k].print, kFaceBits) == expected[k]);
  }
}
