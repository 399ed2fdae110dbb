#version 330 core
// A picture as a quad in its pane, from four vertices without any buffer. Pane pixels, y down, become clip space with
// row 0 of the framebuffer at the top, so that the result stands upright when shown as a texture.

uniform mat3 pane_from_uv;     // 0…1 across the picture → pane pixels
uniform mat3 other_from_pane;  // pane pixels → 0…1 across the second picture
uniform vec2 pane_size;

out vec2 uv;
out vec2 other_uv;

void main() {
  uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 at = (pane_from_uv * vec3(uv, 1.0)).xy;
  other_uv = (other_from_pane * vec3(at, 1.0)).xy;
  gl_Position = vec4(2.0 * at / pane_size - 1.0, 0.0, 1.0);
}
