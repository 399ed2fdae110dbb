#version 330 core
// Evidence over the photo: where a mask is, as a tint, as stripes, or as a line round it.

uniform sampler2D mask;
uniform vec4 tint;  // with opacity
uniform int style;  // MaskStyle: 0 fill, 1 hatch, 2 outline

in vec2 uv;
in vec2 other_uv;  // pane pixels
out vec4 colour;

// A line two pane pixels wide: the mask crosses one half between here and a neighbour. The neighbours are looked up,
// because derivatives see only every second pair of pixels.
float outline(float here) {
  vec2 right = dFdx(uv), down = dFdy(uv);
  float a = texture(mask, uv - right).r, b = texture(mask, uv + right).r;
  float c = texture(mask, uv - down).r, d = texture(mask, uv + down).r;
  float low = min(here, min(min(a, b), min(c, d)));
  float high = max(here, max(max(a, b), max(c, d)));
  return low < 0.5 && high >= 0.5 ? 1.0 : 0.0;
}

void main() {
  float cover = texture(mask, uv).r;
  if (style == 1 && mod(other_uv.x - other_uv.y, 8.0) >= 3.0) cover = 0.0;
  if (style == 2) cover = outline(cover);
  colour = vec4(tint.rgb, tint.a * cover);
}
