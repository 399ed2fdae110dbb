#version 330 core
// One photo, or how two that lie on each other differ, with exposure, clipping stripes and matched tone. Compiled once
// for each combination of DIFFERENCE, TONE, MATCH and LOSS in use: in software OpenGL unused branches cost a plain photo
// three times its price.

uniform sampler2D photo;
uniform sampler2D other;
uniform float gain;        // of the difference
uniform float exposure;    // factor in linear light
uniform float zebra_from;  // all channels at least this: stripes; above 1: off
uniform vec3 surround;
uniform vec3 loss;       // colour of lost detail
uniform vec4 tone;         // L*: mean to take away, factor, mean to add; last not used
uniform mat3 pane_from_uv;
uniform mat3 other_from_pane;
uniform vec2 photo_step;   // one pixel of the photo, 0…1 across it
uniform float other_level; // mipmap level at which a texel of the other is as large as one of the photo

in vec2 uv;
in vec2 other_uv;
out vec4 colour;

// IEC 61966-2-1.
vec3 to_linear(vec3 s) {
  return mix(s / 12.92, pow((s + 0.055) / 1.055, vec3(2.4)), greaterThan(s, vec3(0.04045)));
}

vec3 to_srgb(vec3 l) {
  return mix(l * 12.92, 1.055 * pow(l, vec3(1.0 / 2.4)) - 0.055, greaterThan(l, vec3(0.0031308)));
}

float luminance(vec3 l) { return dot(l, vec3(0.2126, 0.7152, 0.0722)); }

// CIE 1976, D65.
float lightness(float y) { return y > 0.008856 ? 116.0 * pow(y, 1.0 / 3.0) - 16.0 : 903.3 * y; }
float luminance_of(float l) { return l > 8.0 ? pow((l + 16.0) / 116.0, 3.0) : l / 903.3; }

vec3 exposed(vec3 s) {
#ifdef TONE
  s = to_srgb(min(to_linear(s) * exposure, 1.0));
#endif
  return s;
}

// Lightness moved and stretched about its mean; hue and the ratio of the channels stay.
vec3 matched(vec3 s) {
#ifdef MATCH
  vec3 light = to_linear(s);
  float y = luminance(light);
  float wanted = luminance_of(clamp((lightness(y) - tone.x) * tone.y + tone.z, 0.0, 100.0));
  s = to_srgb(min(light * (wanted / max(y, 0.0005)), 1.0));
#endif
  return s;
}

#ifdef LOSS
// Standard deviation of sRGB luma over 5 × 5 pixels of the photo's size.
float detail(sampler2D picture, vec2 at, vec2 right, vec2 down, float level) {
  float sum = 0.0, squares = 0.0;
  for (int y = -2; y <= 2; ++y) {
    for (int x = -2; x <= 2; ++x) {
      float v = luminance(textureLod(picture, at + float(x) * right + float(y) * down, level).rgb);
      sum += v;
      squares += v * v;
    }
  }
  return sqrt(max(squares / 25.0 - sum * sum / 625.0, 0.0));
}
#endif

void main() {
  vec3 own = texture(photo, uv).rgb;
  vec3 shown = exposed(matched(own));
#if defined(DIFFERENCE) || defined(LOSS)
  bool covered = all(greaterThanEqual(other_uv, vec2(0.0))) && all(lessThanEqual(other_uv, vec2(1.0)));
#endif
#ifdef DIFFERENCE
  vec3 second = exposed(texture(other, other_uv).rgb);
  shown = covered ? min(abs(shown - second) * gain, 1.0) : surround;
#elif defined(LOSS)
  mat2 across = mat2(other_from_pane) * mat2(pane_from_uv);
  vec2 right = vec2(photo_step.x, 0.0), down = vec2(0.0, photo_step.y);
  float here = detail(photo, uv, right, down, 0.0);
  float there = detail(other, other_uv, across * right, across * down, other_level);
  // More than half of it gone, and enough of it there to be more than grain (a deviation of 1.5…5 of 255).
  float lost = smoothstep(0.5, 0.85, 1.0 - here / max(there, 0.0001)) * smoothstep(0.006, 0.02, there);
  shown = covered ? mix(vec3(luminance(own) * 0.6), loss, lost) : surround;
#elif defined(TONE)
  // Diagonal stripes, four pane pixels black and four as they are: seen without colour, at any zoom.
  bool clipped = min(own.r, min(own.g, own.b)) >= zebra_from;
  if (clipped && mod(gl_FragCoord.x + gl_FragCoord.y, 8.0) < 4.0) shown = vec3(0.0);
#endif
  colour = vec4(shown, 1.0);
}
