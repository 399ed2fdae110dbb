#pragma once
#include <string>

#include "domain/reason.h"
#include "domain/standard_profile.h"

namespace zhaojian::test {

// The smallest profile that is valid, with the identity pass on.
inline domain::StandardProfile a_profile(const std::string& id = "chsi-99-2017") {
  domain::StandardProfile profile;
  profile.id = ProfileId(id);
  profile.title_zh = "高等教育学历证书图像";
  profile.title_en = "Graduation photo";
  profile.source = "教毕指〔2017〕99号";
  profile.width = 480;
  profile.height = 640;
  profile.dpi = 300;
  profile.target_min_bytes = 30 * 1024;
  profile.target_max_bytes = 40 * 1024;
  profile.backgrounds = {{100, 197, 255}, {255, 255, 255}, {240, 240, 240}};
  return profile;
}

// A few reasons of every kind, worst first: two of identity, two for the standard, one of the system, one with a note.
// The shipped catalogue is assets/reasons/reasons.json.
inline domain::ReasonCatalogue some_reasons() {
  const auto reason = [](const char* code, int severity, const char* label, const char* shorter, const char* initials,
                         const char* finding) {
    domain::Reason r;
    r.code = ReasonCode(code);
    r.group = "group";
    r.severity = severity;
    r.label_zh = label;
    r.label_en = code;
    r.short_zh = shorter;
    r.message_zh = std::string(label) + "。请按要求重新拍摄。";
    r.message_en = std::string(code) + ". Please take the photo again.";
    r.initials = initials;
    if (*finding != '\0') r.suggested_by = {FindingId(finding)};
    return r;
  };
  domain::ReasonCatalogue catalogue;
  catalogue.reasons = {
      reason("NOT_SAME_PERSON", 98, "需核实是否本人", "需核实是否本人，请联系客服", "xhssfbr", ""),
      reason("MATCH_UNCERTAIN", 90, "与底照差异较大", "与底照差异较大，请素颜正面重拍", "ydzcyjd", ""),
      reason("EYES_CLOSED", 70, "眼睛没睁开", "闭眼或半睁眼，请睁眼重拍", "yjmzk", "eyes.open"),
      reason("BLUR", 60, "照片模糊", "照片模糊，请擦镜头对焦后重拍", "zpmh", "qual.sharp"),
      reason("BG_EDGE", 40, "换底边缘残缺", "头发或肩膀边缘缺损，请换背景重拍", "hdbycq", ""),
      reason("OTHER", 10, "其他原因", "照片未通过，请查看详情后重拍", "qtyy", ""),
  };
  for (const std::size_t i : {0U, 1U}) catalogue.reasons[i].identity = catalogue.reasons[i].needs_reference = true;
  catalogue.reasons[4].system_fault = true;
  catalogue.reasons[5].needs_note = true;
  catalogue.first_row = {ReasonCode("EYES_CLOSED"), ReasonCode("BLUR")};
  return catalogue;
}

}  // namespace zhaojian::test
