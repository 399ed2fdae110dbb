#include "demo/students.h"

#include <array>
#include <string>
#include <string_view>

namespace zhaojian::demo {
namespace {

using domain::Batch;

constexpr std::array<std::string_view, 30> family_names = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周",
                                                           "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
                                                           "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹"};

// Names that fonts, columns and careless string handling stumble over.
constexpr std::array<std::string_view, 10> unusual_names = {
    "王*䶮", "李*𠮷",  "陈𬭎*", "䶮**", "欧阳**", "司马*", "阿依古丽·买**", "迪**·艾合买提江·吐尔逊",
    "𠮷**",  "赵𬭎"};

constexpr std::array<std::string_view, 4> levels = {"本科", "专科", "专升本", "硕士研究生"};
constexpr std::array<std::string_view, 14> majors = {"会计学",     "计算机科学与技术",
                                                     "护理学",     "机械设计制造及其自动化",
                                                     "汉语言文学", "学前教育",
                                                     "土木工程",   "法学",
                                                     "英语",       "电气工程及其自动化",
                                                     "市场营销",   "软件工程",
                                                     "药学",       "数据科学与大数据技术（人工智能方向）"};

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string masked_name(int n, Dice& dice) {
  if (n % 12 == 5) return std::string(unusual_names[static_cast<std::size_t>(n / 12) % unusual_names.size()]);
  return std::string(dice.pick(family_names)) + (dice.chance(45) ? "*" : "**");
}

std::string masked_id_number(Dice& dice) {
  if (dice.chance(60)) return {};
  // A back end that shows too much: what it calls masked still has the last four.
  if (dice.chance(20)) return "990***********" + digits(dice.between(0, 9999), 4);
  return "9*****************";
}

}  // namespace

std::vector<Batch> invented_batches(Instant now) {
  const int year = beijing(now).date.year;
  const std::string next = std::to_string(year + 1), this_year = std::to_string(year);
  // A few faces play all the students: only the last batch asks whether a photo is another student's.
  const ProfileId profile("demo-99-2017"), self_study("demo-zikao"), whole("chsi-99-2017");
  const std::string first = "示范理工学院", second = "云台师范学院（示范）";
  return {{BatchId("sflg-" + next + "-06"), "90001", first, next + "-06", profile, now + days(40)},
          {BatchId("sflg-" + next + "-01"), "90001", first, next + "-01", profile, now + days(3)},
          {BatchId("sflg-bk-" + this_year), "90001", first + "（补采）", this_year + "-12", profile, now + hours(5)},
          {BatchId("ytsf-" + next + "-07"), "90002", second + "自学考试", next + "-07", self_study, std::nullopt},
          {BatchId("ytsf-bk-" + this_year), "90002", second, this_year + "-12", profile, now - hours(2)},
          {BatchId("sflg-fh-" + next), "90001", first + "（复核）", next + "-06", whole, now + days(40)}};
}

domain::Student invented_student(int n, const Batch& batch, Dice& dice) {
  domain::Student student;
  student.ref = StudentRef("stu_" + batch.school_code + "_" + digits(n, 6));
  const int entry = std::stoi(batch.graduation.substr(0, 4)) - 4;
  student.student_number = std::to_string(entry) + batch.school_code.substr(3) + digits(n, 6);
  student.name = masked_name(n, dice);
  student.id_number = masked_id_number(dice);
  student.level = dice.pick(levels);
  student.major = dice.pick(majors);
  if (dice.chance(50)) student.capture_code = "DEMO" + digits(dice.between(0, 99'999'999), 8) + digits(n, 6);
  return student;
}

}  // namespace zhaojian::demo
