#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/program.h"

using namespace zhaojian;
using test::Said;
using test::text_in;
using test::User;

namespace {

const std::string kDemo = ZHAOJIAN_SOURCE_DIR "/assets/demo/";

std::string bytes_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string big_endian(std::uint32_t n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}
std::string chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  const auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(static_cast<std::uint32_t>(sum));
}
std::string packed(const std::string& data) {
  uLongf size = ::compressBound(static_cast<uLong>(data.size()));
  std::string out(size, '\0');
  ::compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(data.data()),
             static_cast<uLong>(data.size()));
  return out.substr(0, size);
}
std::string a_png(std::uint32_t side, const std::string& pixels) {
  const std::string header = big_endian(side) + big_endian(side) + std::string("\x08\x02\x00\x00\x00", 5);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", packed(pixels)) + chunk("IEND", "");
}
const codec::Json* finding(const codec::Json& line, std::string_view id) {
  const codec::Json* assessment = line.find("assessment");
  const codec::Json* findings = assessment == nullptr ? nullptr : assessment->find("findings");
  if (findings == nullptr || findings->as<codec::Json::Array>() == nullptr) return nullptr;
  for (const codec::Json& one : *findings->as<codec::Json::Array>()) {
    if (text_in(one, "id") == id) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a good photo passes, one with a border does not") {
  const User user;
  const Said good = user.run({"check", kDemo + "p001_submission.jpg", "--json"});
  INFO(good.err);
  CHECK(good.exit == 0);
  REQUIRE(good.json().size() == 1);
  REQUIRE(finding(good.json()[0], "integ.border") != nullptr);
  CHECK(text_in(*finding(good.json()[0], "integ.border"), "verdict") == "pass");

  const Said bad = user.run({"check", kDemo + "p002_flaw_border.jpg", "--json"});
  CHECK(bad.exit == 1);
  REQUIRE(bad.json().size() == 1);
  CHECK(text_in(bad.json()[0], "verdict") == "fail");
  REQUIRE(finding(bad.json()[0], "integ.border") != nullptr);
  CHECK(text_in(*finding(bad.json()[0], "integ.border"), "verdict") == "fail");
  CHECK_FALSE(std::filesystem::exists(user.data()));  // checking files makes no station
}

TEST_CASE("the table names every check, its value, its band and its verdict in the user's language") {
  const Said english = User().run({"check", kDemo + "p001_submission.jpg"});
  CHECK(english.out.find("Head top") != std::string::npos);
  CHECK(english.out.find("55–105 (50–110)") != std::string::npos);
  const Said chinese = User("zh_CN.UTF-8").run({"check", kDemo + "p001_submission.jpg"});
  CHECK(chinese.out.find("头顶位置") != std::string::npos);
  for (const std::string& line : english.lines()) CHECK(line.find('{') == std::string::npos);
}

TEST_CASE("a reference photo is compared with the role it was given") {
  const User user;
  const Said said = user.run({"check", kDemo + "p001_submission.jpg", "--reference", kDemo + "p001_admission.jpg",
                              "--role", "admission", "--json"});
  INFO(said.err);
  REQUIRE(said.json().size() == 1);
  REQUIRE(finding(said.json()[0], "id.match_admission") != nullptr);
  CHECK(text_in(*finding(said.json()[0], "id.match_admission"), "verdict") == "pass");
  CHECK(text_in(*finding(said.json()[0], "id.match_enrollment"), "verdict") == "not_assessable");
  CHECK(user.run({"check", kDemo + "p001_submission.jpg", "--reference", "nowhere.jpg"}).exit == 2);
}

TEST_CASE("files that are no photos are told apart, with a sentence for each, and the others are still checked") {
  const User user;
  const std::string good = bytes_in(kDemo + "p001_submission.jpg");
  REQUIRE(good.size() > 1000);
  std::filesystem::create_directories(user.home() / "in/deeper");
  (void)user.file("in/1 empty.jpg", "");
  (void)user.file("in/2 truncated.jpg", good.substr(0, good.size() / 2));
  (void)user.file("in/3 text.jpg", "this is not a photo\n");
  (void)user.file("in/4 bomb.png", a_png(30'000, "x"));
  (void)user.file("in/5 😀𠮷\n\"quoted\".jpg", good);
  (void)user.file("in/6 not utf-8 \xE9.jpg", good);
  (void)user.file("in/deeper/7 good.JPG", good);
  (void)user.file("in/notes.txt", "left alone");

  const Said said = user.run({"check", (user.home() / "in").string(), "--json", "--jobs", "3"});
  INFO(said.err);
  CHECK(said.exit == 6);
  const auto lines = said.json();
  REQUIRE(lines.size() == 7);
  std::vector<std::string> verdicts, keys;
  for (const codec::Json& line : lines) {
    verdicts.push_back(text_in(line, "verdict"));
    if (const codec::Json* error = line.find("error")) {
      keys.push_back(text_in(*error, "key"));
      CHECK_FALSE(text_in(*error, "text").empty());
    }
  }
  CHECK(verdicts ==
        std::vector<std::string>{"unreadable", "unreadable", "unreadable", "unreadable", "pass", "pass", "pass"});
  CHECK(keys == std::vector<std::string>{"error.decode.empty", "error.decode.truncated", "error.decode.format.text",
                                         "error.decode.too_many_pixels"});
  CHECK(text_in(lines[4], "file").ends_with("/5 😀𠮷\n\"quoted\".jpg"));

  const Said table = user.run({"check", (user.home() / "in").string()});
  CHECK(table.exit == 6);
  CHECK(table.out.find("5 😀𠮷 \"quoted\".jpg: pass\n") != std::string::npos);  // the newline is no newline any more
  CHECK(table.out.find("7 photos: 3 pass, 0 doubtful, 0 fail, 4 cannot be read") != std::string::npos);
}

TEST_CASE("a PNG that calls itself JPEG fails a check and is no error") {
  const User user;
  const std::string file = user.file("renamed.jpg", a_png(1, std::string(4, '\0')));
  const Said said = user.run({"check", file, "--json"});
  CHECK(said.exit == 1);
  REQUIRE(said.json().size() == 1);
  REQUIRE(finding(said.json()[0], "file.magic") != nullptr);
  CHECK(text_in(*finding(said.json()[0], "file.magic"), "verdict") == "fail");
}

TEST_CASE("evidence is a picture and a JSON for each file, apart even when names are the same") {
  const User user;
  std::filesystem::create_directories(user.home() / "a");
  std::filesystem::create_directories(user.home() / "b");
  const std::string photo = bytes_in(kDemo + "p002_flaw_border.jpg");
  const std::string first = user.file("a/x.jpg", photo), second = user.file("b/x.jpg", photo);
  const auto out = user.home() / "evidence";
  CHECK(user.run({"check", first, second, "--evidence", out.string()}).exit == 1);
  for (const char* name : {"x.jpg.png", "x.jpg.json", "x.jpg-2.png", "x.jpg-2.json"}) {
    INFO(name);
    CHECK(std::filesystem::file_size(out / name) > 1000);
  }
  CHECK(bytes_in((out / "x.jpg.png").string()).starts_with("\x89PNG"));
}

TEST_CASE("what is not there, or holds no pictures, ends with 2") {
  const User user;
  CHECK(user.run({"check", "nowhere.jpg"}).exit == 2);
  std::filesystem::create_directories(user.home() / "empty");
  CHECK(user.run({"check", (user.home() / "empty").string()}).exit == 2);
  CHECK(user.run({"check", kDemo + "p001_submission.jpg", "--profile", "no-such"}).exit == 2);
}

TEST_CASE("Ctrl-C ends between two photos, keeps what is printed and says so") {
  const User user;
  std::vector<std::string> line = {"check", "--json", "--jobs", "2"};
  for (int i = 0; i < 400; ++i) line.push_back(kDemo + "p001_submission.jpg");
  const pid_t child = user.start(ZHAOJIAN_BIN_DIR "/zhaojian", line);
  while (user.content("stdout").empty()) ::usleep(20'000);
  ::kill(child, SIGINT);
  const Said said = user.finished(child);
  CHECK(said.exit == 130);
  CHECK(said.json().size() < 400);
  CHECK(said.err.find("of 400 done") != std::string::npos);
}

TEST_CASE("a run that was broken off goes on where it was, makes anew what no longer holds, and loses nothing") {
  const User user;
  std::filesystem::create_directories(user.home() / "in");
  const std::string good = bytes_in(kDemo + "p001_submission.jpg");
  for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) (void)user.file(std::string("in/") + name, good);
  (void)user.file("in/d text.jpg", "this is not a photo\n");
  const std::string in = (user.home() / "in").string(), out = (user.home() / "result.jsonl").string();

  const Said first = user.run({"check", in, "--out", out, "--resume"});
  INFO(first.err);
  CHECK(first.exit == 6);
  CHECK(first.out.find("4 photos: 3 pass, 0 doubtful, 0 fail, 1 cannot be read") != std::string::npos);
  const std::string whole = bytes_in(out);
  REQUIRE(std::ranges::count(whole, '\n') == 4);

  // Nothing to do: the file stays as it is.
  CHECK(user.run({"check", in, "--out", out, "--resume"}).exit == 6);
  CHECK(bytes_in(out) == whole);
  // Without being told to go on, what is there is not written over.
  const Said again = user.run({"check", in, "--out", out});
  CHECK(again.exit == 2);
  CHECK(again.err.find("--resume") != std::string::npos);
  CHECK(bytes_in(out) == whole);

  // A power cut tore the third line, meanwhile the first photo was replaced, and an older run left a line of its own.
  const std::size_t second = whole.find('\n', whole.find('\n') + 1) + 1;
  const std::string foreign = R"({"file":"elsewhere.jpg","verdict":"pass"})"
                              "\n";
  (void)user.file("result.jsonl", foreign + whole.substr(0, second + 400));
  (void)user.file("in/a.jpg", bytes_in(kDemo + "p002_flaw_border.jpg"));
  const Said later = user.run({"check", in, "--out", out, "--resume"});
  INFO(later.err);
  CHECK(later.out.find("4 photos: 2 pass, 0 doubtful, 1 fail, 1 cannot be read") != std::string::npos);
  CHECK(later.out.find("3 checked in ") != std::string::npos);
  const std::string mended = bytes_in(out);
  CHECK(mended.starts_with(foreign));
  const Said lines{0, mended, ""};
  REQUIRE(lines.json().size() == 5);
  std::vector<std::string> verdicts;
  for (const char* name : {"/a.jpg", "/b.jpg", "/c.jpg", "/d text.jpg"})
    for (const codec::Json& line : lines.json())
      if (text_in(line, "file").ends_with(name)) verdicts.push_back(text_in(line, "verdict"));
  CHECK(verdicts == std::vector<std::string>{"fail", "pass", "pass", "unreadable"});
}

TEST_CASE("the back end's flags stand beside our own values, with both engines, and what contradicts is marked") {
  const User user;
  std::filesystem::create_directories(user.home() / "in");
  const std::string photo = user.file("in/a.jpg", bytes_in(kDemo + "p001_submission.jpg"));
  (void)user.file("in/a.flags.json", R"({"id":"sub_1","flags":[
    {"check":"integ.border","verdict":"fail","value":12,"unit":"px","engine":"capture-auto 2.3"},
    {"check":"face.count","verdict":"not_assessable","engine":"capture-auto 2.3"},
    {"check":"beard.length","verdict":"warn","value":3,"unit":"mm","engine":"capture-auto 2.3"}]})");
  const Said json = user.run({"check", photo, "--json"});
  INFO(json.err);
  CHECK(json.exit == 0);  // it advises; the verdict is our own
  const auto lines = json.json();
  REQUIRE(lines.size() == 1);
  const codec::Json* list = lines[0].find("back_end");
  REQUIRE(list != nullptr);
  const auto* rows = list->as<codec::Json::Array>();
  REQUIRE(rows->size() == 3);
  CHECK(text_in((*rows)[0], "agreement") == "verdict");
  CHECK(text_in((*rows)[0], "our_verdict") == "pass");
  CHECK(text_in((*rows)[0], "engine") == "capture-auto 2.3");
  CHECK(text_in((*rows)[1], "agreement") == "unseen");
  CHECK(text_in((*rows)[2], "agreement") == "unseen");
  const Said table = user.run({"check", photo});
  CHECK(table.out.find("verdicts disagree") != std::string::npos);
  CHECK(table.out.find("capture-auto 2.3") != std::string::npos);
  CHECK(table.out.find("beard.length") != std::string::npos);

  const std::string named = user.file("theirs.json", R"([{"check":"integ.border","verdict":"warn"}])");
  const Said with = user.run({"check", photo, "--backend", named, "--json"});
  CHECK(with.json()[0].find("back_end")->as<codec::Json::Array>()->size() == 1);
  const Said wrong = user.run({"check", photo, "--backend", user.file("wrong.json", R"([{"verdict":"warn"}])")});
  CHECK(wrong.err.find("check") != std::string::npos);
  CHECK(wrong.err.find("wrong.json") != std::string::npos);
  CHECK(user.run({"check", photo, photo, "--backend", named}).exit == 2);
}

TEST_CASE("a run goes on only with lines made with the same references and the same flags") {
  const User user;
  std::filesystem::create_directories(user.home() / "in");
  for (const char* name : {"a.jpg", "b.jpg"}) (void)user.file(std::string("in/") + name, bytes_in(kDemo + "p001_submission.jpg"));
  const std::string in = (user.home() / "in").string(), out = (user.home() / "result.jsonl").string();
  const std::string reference = user.file("reference.jpg", bytes_in(kDemo + "p001_enrollment.jpg"));
  const auto go_on = [&](const std::vector<std::string>& more = {}) {
    std::vector<std::string> line{"check", in, "--out", out, "--resume"};
    line.insert(line.end(), more.begin(), more.end());
    return user.run(line).out;
  };
  const auto made_anew = [](const std::string& said) { return said.find("2 checked in ") != std::string::npos; };
  CHECK(made_anew(go_on({"--enrollment", reference})));
  const std::string first = bytes_in(out);
  CHECK_FALSE(made_anew(go_on({"--enrollment", reference})));
  CHECK(bytes_in(out) == first);
  (void)user.file("reference.jpg", bytes_in(kDemo + "p002_enrollment.jpg"));  // another one under the same name
  CHECK(made_anew(go_on({"--enrollment", reference})));
  CHECK(made_anew(go_on({"--admission", reference})));  // the same one as something else
  CHECK(made_anew(go_on()));
  const std::string without = bytes_in(out);
  (void)user.file("in/a.flags.json", R"([{"check":"integ.border","verdict":"warn"}])");
  (void)user.file("in/b.flags.json", R"([{"check":"integ.border","verdict":"warn"}])");
  CHECK(made_anew(go_on()));
  CHECK(bytes_in(out) != without);
  CHECK_FALSE(made_anew(go_on()));
}

TEST_CASE("a run that is killed keeps every line it had finished") {
  const User user;
  std::filesystem::create_directories(user.home() / "in");
  for (int i = 0; i < 60; ++i)
    std::filesystem::create_symlink(kDemo + "p001_submission.jpg",
                                    user.home() / "in" / (std::to_string(100 + i) + ".jpg"));
  const std::string in = (user.home() / "in").string(), out = (user.home() / "result.jsonl").string();
  const pid_t child = user.start(ZHAOJIAN_BIN_DIR "/zhaojian", {"check", in, "--out", out});
  while (std::ranges::count(bytes_in(out), '\n') < 2) ::usleep(20'000);
  ::kill(child, SIGKILL);
  CHECK(user.finished(child).exit == -SIGKILL);
  const std::string before = bytes_in(out);
  const std::string kept = before.substr(0, before.rfind('\n') + 1);
  const Said said = user.run({"check", in, "--out", out, "--resume"});
  INFO(said.err);
  CHECK(said.out.find("60 photos") != std::string::npos);
  const std::string after = bytes_in(out);
  CHECK(after.starts_with(kept));
  CHECK(std::ranges::count(after, '\n') == 60);
}

TEST_CASE("photos of one person are named as alike, others are not, and what cannot be read is told") {
  const User user;
  const std::string junk = user.file("junk.jpg", "this is not a photo\n");
  const Said said = user.run({"lookalikes", kDemo + "p001_submission.jpg", kDemo + "p002_submission.jpg",
                              kDemo + "p001_enrollment.jpg", junk, "--json"});
  INFO(said.err);
  CHECK(said.exit == 6);
  CHECK(said.err.find("junk.jpg") != std::string::npos);
  REQUIRE(said.json().size() == 2);
  CHECK(text_in(said.json()[0], "file").ends_with("p001_submission.jpg"));
  CHECK(text_in(said.json()[0], "like").ends_with("p001_enrollment.jpg"));
  CHECK(text_in(said.json()[1], "like").ends_with("p001_submission.jpg"));
  CHECK(user.run({"lookalikes", "nowhere.jpg"}).exit == 2);
}
