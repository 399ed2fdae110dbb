#include "demo/catalogue.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "codec/profile_json.h"
#include "codec/submission_json.h"
#include "demo/sample_feed.h"
#include "domain/review_case.h"
#include "domain/sla.h"

using namespace zhaojian;
using namespace zhaojian::demo;
using domain::PhotoRole;
using domain::Submission;

namespace {

const Instant now{1'697'853'600'000'000};

template <class Wanted> long count_of(const Catalogue& catalogue, Wanted wanted) {
  return std::ranges::count_if(catalogue.entries, [&](const Entry& entry) { return wanted(entry.submission); });
}

bool lacks(const Submission& submission, PhotoRole role) { return submission.photo(role) == nullptr; }

domain::StandardProfile profile() {
  std::ifstream file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return codec::profile_from_json(bytes_of(text)).value();
}

}  // namespace

TEST_CASE("the catalogue has every kind of flaw and good photos of many people") {
  const Gallery gallery = sample_gallery();
  const Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  REQUIRE(catalogue.entries.size() == 220);
  std::map<Sha256, std::string> flaw_of;
  std::set<std::string> kinds, seen;
  for (const Portrait* portrait : gallery.flawed()) {
    flaw_of[portrait->sha256] = portrait->label.flaw;
    kinds.insert(portrait->label.flaw);
  }
  int good = 0;
  for (const Entry& entry : catalogue.entries) {
    const auto flaw = flaw_of.find(entry.submission.photo(PhotoRole::submission)->sha256);
    if (flaw == flaw_of.end()) {
      ++good;
    } else {
      seen.insert(flaw->second);
    }
  }
  CHECK(kinds.size() == 39);
  CHECK(seen == kinds);
  CHECK(good > 40);
}

TEST_CASE("some are retakes, some lack references, some are near or past their deadline") {
  const Gallery gallery = sample_gallery();
  const Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  const auto attempt = [](int n) { return [n](const Submission& s) { return s.attempt == n && s.previous; }; };
  CHECK(count_of(catalogue, attempt(2)) > 10);
  CHECK(count_of(catalogue, attempt(3)) > 5);
  CHECK(count_of(catalogue, [](const Submission& s) { return s.attempt > 1 && lacks(s, PhotoRole::previous); }) == 0);
  CHECK(count_of(catalogue, [](const Submission& s) { return lacks(s, PhotoRole::enrollment); }) > 5);
  CHECK(count_of(catalogue, [](const Submission& s) { return lacks(s, PhotoRole::admission); }) > 5);
  const auto urgent = [](domain::Urgency wanted) {
    return [wanted](const Submission& s) { return domain::urgency(s.submitted_at, domain::due_at(s), now) == wanted; };
  };
  CHECK(count_of(catalogue, urgent(domain::Urgency::calm)) > 100);
  CHECK(count_of(catalogue, urgent(domain::Urgency::soon)) > 10);
  CHECK(count_of(catalogue, urgent(domain::Urgency::late)) > 5);
  CHECK(count_of(catalogue, urgent(domain::Urgency::broken)) > 0);
}

TEST_CASE("flags name checks of the standard and agree with the face comparison") {
  const auto standard = profile();
  const Gallery gallery = sample_gallery();
  const Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  for (const Entry& entry : catalogue.entries) {
    const Submission& submission = entry.submission;
    CAPTURE(submission.id.value);
    CHECK_FALSE(submission.flags.empty());
    // The others build on this one.
    CHECK((submission.batch.profile == standard.id || submission.batch.profile == ProfileId("demo-99-2017") ||
           submission.batch.profile == ProfileId("demo-zikao")));
    for (const auto& flag : submission.flags) CHECK(standard.rule(flag.check) != nullptr);
    for (const auto& match : submission.matches) {
      const bool none = match.outcome == domain::MatchOutcome::no_reference;
      CHECK(none == lacks(submission, match.reference));
      const FindingId id("id.match_" + std::string(domain::name(match.reference)));
      const bool flagged =
          std::ranges::any_of(submission.flags, [&](const domain::Flag& flag) { return flag.check == id; });
      if (match.outcome == domain::MatchOutcome::same || none) CHECK_FALSE(flagged);
      if (match.outcome == domain::MatchOutcome::different) CHECK(flagged);
    }
  }
}

TEST_CASE("some hand in another student's photo, where the standard looks for that, and nobody else is judged by it") {
  const Gallery gallery = sample_gallery();
  const Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  int borrowed = 0;
  for (const Entry& entry : catalogue.entries) {
    const auto& shown = entry.submission.photo(PhotoRole::submission)->sha256;
    const auto flawed = std::ranges::find(gallery.flawed(), shown, [](const Portrait* portrait) { return portrait->sha256; });
    const bool other = flawed != gallery.flawed().end() && (*flawed)->label.flaw == "other_person";
    CHECK((entry.submission.batch.profile == ProfileId("chsi-99-2017")) == other);
    if (!other) continue;
    ++borrowed;
    const auto& owner = gallery.portrait((*flawed)->label.shown_identity, PhotoRole::submission).sha256;
    CHECK(std::ranges::any_of(catalogue.entries, [&](const Entry& one) {
      return one.submission.photo(PhotoRole::submission)->sha256 == owner && one.identity != entry.identity;
    }));
  }
  CHECK(borrowed >= 1);
}

TEST_CASE("the same seed gives the same submissions, another seed others") {
  const Gallery gallery = sample_gallery();
  const auto texts = [&](std::uint64_t seed) {
    std::vector<std::string> list;
    for (const Entry& entry : make_catalogue(gallery, 80, seed, now).entries) {
      list.push_back(codec::submission_to_json(entry.submission));
    }
    return list;
  };
  CHECK(texts(3) == texts(3));
  CHECK(texts(3) != texts(4));
}

TEST_CASE("students are told apart, and rare characters and masked names come as they are") {
  const Gallery gallery = sample_gallery();
  const Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  std::set<std::string> refs, numbers, ids, photos, names, schools;
  std::size_t photo_count = 0;
  for (const Entry& entry : catalogue.entries) {
    const Submission& submission = entry.submission;
    refs.insert(submission.student.ref.value);
    numbers.insert(submission.student.student_number);
    ids.insert(submission.id.value);
    names.insert(submission.student.name);
    schools.insert(submission.batch.school_code);
    for (const auto& photo : submission.photos) photos.insert(photo.id.value);
    photo_count += submission.photos.size();
    CHECK(submission.student.name.find_first_of("<>&") == std::string::npos);
  }
  CHECK(refs.size() == 220);
  CHECK(numbers.size() == 220);
  CHECK(ids.size() == 220);
  CHECK(photos.size() == photo_count);
  CHECK(schools.size() == 2);
  for (const char* rare : {"王*䶮", "李*𠮷", "陈𬭎*"}) CHECK(names.contains(rare));
}

TEST_CASE("one photo is cut, one missing, one purged, one damaged on its first way") {
  const Gallery gallery = sample_gallery();
  Catalogue catalogue = make_catalogue(gallery, 220, 1, now);
  std::map<PhotoFate, int> fates;
  for (const Entry& entry : catalogue.entries) {
    for (const auto& photo : entry.submission.photos) {
      const ServedPhoto served = catalogue.shelf.serve(photo.id);
      ++fates[served.fate];
      if (served.fate == PhotoFate::missing || served.fate == PhotoFate::purged) {
        CHECK(served.bytes.empty());
        continue;
      }
      CHECK((sha256(served.bytes) == photo.sha256) == (served.fate != PhotoFate::damaged_once));
      CHECK(sha256(catalogue.shelf.serve(photo.id).bytes) == photo.sha256);
      const bool ends = served.bytes.end()[-2] == std::byte{0xFF} && served.bytes.end()[-1] == std::byte{0xD9};
      CHECK(ends == (served.fate == PhotoFate::whole));
    }
  }
  CHECK(fates[PhotoFate::truncated] == 1);
  CHECK(fates[PhotoFate::missing] == 1);
  CHECK(fates[PhotoFate::purged] == 1);
  CHECK(fates[PhotoFate::damaged_once] == 1);
  CHECK(std::ranges::count_if(catalogue.entries, [](const Entry& entry) { return entry.lacks_field; }) == 1);
}

TEST_CASE("labels that are wrong are refused by name") {
  const std::string record = R"({"file": "a.jpg", "identity": "p1", "role": "submission", "flaw": null, "width": 480,
    "height": 640, "bytes": 5, "jpeg_quality": 80, "detected_faces": 1})";
  CHECK(labels_from_json(bytes_of("[" + record + "]")).value().at(0).file == "a.jpg");
  std::string elsewhere = record;
  elsewhere.replace(elsewhere.find("a.jpg"), 5, "../a");
  CHECK(labels_from_json(bytes_of("[" + elsewhere + "]")).error().message.find("[0].file") != std::string::npos);
  CHECK(labels_from_json(bytes_of("{}")).error().code == Errc::invalid);
  CHECK(Gallery::open("/nowhere").error().code == Errc::not_found);
}
