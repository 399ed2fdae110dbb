#pragma once
#include <memory>

#include "checks/figure.h"
#include "imaging/photo.h"

// The drawn person as the checks get one whose networks saw everything.
namespace zhaojian::checks::test {

inline vision::Landmarks landmarks_of(const Sitter& s) {
  constexpr double rest[][2] = {
      {-.85, -.36}, {-.7, -.4},  {-.55, -.4}, {-.4, -.4},  {-.25, -.36}, {.25, -.36},  {.4, -.4},  {.55, -.4},
      {.7, -.4},    {.85, -.36}, {0, 0},      {0, .2},     {0, .4},      {0, .6},      {-.2, .72}, {-.1, .76},
      {0, .78},     {.1, .76},   {.2, .72},   {-.68, 0},   {-.56, -.07}, {-.44, -.07}, {-.32, 0},  {-.44, .07},
      {-.56, .07},  {.32, 0},    {.44, -.07}, {.56, -.07}, {.68, 0},     {.56, .07},   {.44, .07}, {-.35, 1.2},
      {-.22, 1.13}, {-.1, 1.1},  {0, 1.1},    {.1, 1.1},   {.22, 1.13},  {.35, 1.2},   {.22, 1.3}, {.1, 1.33},
      {0, 1.33},    {-.1, 1.33}, {-.22, 1.3}, {-.3, 1.2},  {-.1, 1.18},  {0, 1.18},    {.1, 1.18}, {.3, 1.2},
      {.1, 1.22},   {0, 1.22},   {-.1, 1.22}};
  vision::Landmarks points;
  for (std::size_t i = 0; i < 17; ++i) {
    const double turn = M_PI * static_cast<double>(i) / 16;
    points[i] = s.at(-1.17 * std::cos(turn), 0.05 + 1.75 * std::sin(turn));
  }
  for (std::size_t i = 0; i < std::size(rest); ++i) points[17 + i] = s.at(rest[i][0], rest[i][1]);
  return points;
}

// Photo and evidence, as the checks get them.
struct Sitting {
  imaging::Photo photo;
  vision::Evidence evidence;
};

inline vision::Embedding direction(std::size_t axis) {
  vision::Embedding embedding{};
  embedding[axis] = 1;
  return embedding;
}

inline Sitting sitting_of(const Sitter& s) {
  Sitting sitting;
  sitting.photo.pixels = pixels_of(s);
  auto& facts = sitting.photo.facts;
  facts.bytes = 35 * 1024;
  facts.width = s.width;
  facts.height = s.height;
  facts.dpi_x = facts.dpi_y = 300;
  facts.jpeg_quality = 85;
  auto& evidence = sitting.evidence;
  evidence.width = s.width;
  evidence.height = s.height;
  const vision::Point corner = s.at(-1.2, -1);
  evidence.faces = {
      {{corner.x, corner.y, static_cast<float>(2.4 * s.eye_distance), static_cast<float>(2.9 * s.eye_distance)},
       0.98F}};
  evidence.landmarks = landmarks_of(s);
  evidence.pose = vision::HeadPose{};
  evidence.eyes = vision::EyeState{0.99F, 0.98F};
  evidence.embedding = direction(0);
  evidence.live = 0.9F;
  evidence.person = mask_of(s);
  evidence.parts = parts_of(s);
  return sitting;
}

}  // namespace zhaojian::checks::test
