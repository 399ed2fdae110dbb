#version 330 core
// One photo, or the difference of two that lie on each other, with exposure and clipping stripes. Compiled once for
// each combination of DIFFERENCE and TONE: in software OpenGL unused branches cost a plain photo three times its price.

uniform sampler2D photo;
uniform sampler2D other;
uniform float gain;        // of the difference
uniform float exposure;    // factor in linear light
uniform float zebra_from;  // all channels at least this: stripes; above 1: off
uniform vec3 surround;

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

vec3 exposed(vec3 s) {
#ifdef TONE
  s = to_srgb(min(to_linear(s) * exposure, 1.0));
#endif
  return s;
}

void main() {
  vec3 own = texture(photo, uv).rgb;
  vec3 shown = exposed(own);
#ifdef DIFFERENCE
  vec3 second = exposed(texture(other, other_uv).rgb);
  bool covered = all(greaterThanEqual(other_uv, vec2(0.0))) && all(lessThanEqual(other_uv, vec2(1.0)));
  shown = covered ? min(abs(shown - second) * gain, 1.0) : surround;
#elif defined(TONE)
  // Diagonal stripes, four pane pixels black and four as they are: seen without colour, at any zoom.
  bool clipped = min(own.r, min(own.g, own.b)) >= zebra_from;
  if (clipped && mod(gl_FragCoord.x + gl_FragCoord.y, 8.0) < 4.0) shown = vec3(0.0);
#endif
  colour = vec4(shown, 1.0);
}
