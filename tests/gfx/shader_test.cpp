#include "gfx/shader.h"

#include <catch2/catch.hpp>

#include "base/files.h"
#include "support/headless_gl.h"
#include "support/temporary_folder.h"

using namespace zhaojian::gfx;
using zhaojian::support::HeadlessGl;

namespace {

const ShaderText kVertex{"plain.vert", "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n"};

}  // namespace

TEST_CASE("the line of a shader error is found in every driver's spelling") {
  CHECK(first_complaint("0:12(5): error: `x' undeclared\n").line == 12);
  CHECK(first_complaint("0:12(5): error: `x' undeclared\n").what == "`x' undeclared");
  CHECK(first_complaint("0(7) : error C1008: undefined variable \"x\"\n").line == 7);
  CHECK(first_complaint("0(7) : error C1008: undefined variable \"x\"\n").what == "undefined variable \"x\"");
  CHECK(first_complaint("ERROR: 0:3: 'x' : undeclared identifier\nERROR: 1 compilation errors.").line == 3);
  CHECK(first_complaint("0:2(1): warning: hm\n0:9(1): error: no").line == 9);
  CHECK_FALSE(first_complaint("out of cheese\n").line);
  CHECK(first_complaint("out of cheese\n").what == "out of cheese");
  CHECK(first_complaint("").what == "the driver gave no reason");
}

TEST_CASE("a shader that does not compile says file and line") {
  const HeadlessGl gl;
  const ShaderText broken{"broken.frag", "#version 330 core\nout vec4 c;\nvoid main() {\n  c = nonsense;\n}\n"};
  const auto program = ShaderProgram::compile(kVertex, broken);
  REQUIRE_FALSE(program.has_value());
  CHECK_THAT(program.error().message, Catch::StartsWith("broken.frag:4: "));
  CHECK_THAT(program.error().message, Catch::Contains("nonsense"));
  CHECK(program.error().text == "error.gfx.shader");
}

TEST_CASE("shaders that do not fit together say so") {
  const HeadlessGl gl;
  const ShaderText giver{"giver.vert", "#version 330 core\nout vec2 gift;\nvoid main() { gift = vec2(0.0); }\n"};
  const ShaderText taker{"taker.frag",
                         "#version 330 core\nin vec3 gift;\nout vec4 c;\nvoid main() { c = vec4(gift, 1.0); }\n"};
  const auto program = ShaderProgram::compile(giver, taker);
  REQUIRE_FALSE(program.has_value());
  CHECK_THAT(program.error().message, Catch::StartsWith("giver.vert with taker.frag: "));
  CHECK_THAT(program.error().message, Catch::Contains("gift"));
}

TEST_CASE("a shader file that is missing is named") {
  const HeadlessGl gl;
  const zhaojian::support::TemporaryFolder folder;
  const auto program = ShaderProgram::load(folder.path(), "quad.vert", "compare.frag");
  REQUIRE_FALSE(program.has_value());
  CHECK_THAT(program.error().message, Catch::Contains("quad.vert"));
  CHECK(program.error().text == "error.gfx.shader");
}

TEST_CASE("every shader we ship compiles") {
  const HeadlessGl gl;
  const std::string fragment = GENERATE("compare.frag", "overlay.frag");
  const auto program = ShaderProgram::load(ZHAOJIAN_SOURCE_DIR "/shaders", "quad.vert", fragment);
  if (!program) FAIL(program.error().message);
  program->use();
  GLint bound = 0;
  glGetIntegerv(GL_CURRENT_PROGRAM, &bound);
  CHECK(bound != 0);
}

TEST_CASE("definitions reach the shader and do not shift its lines") {
  const HeadlessGl gl;
  const zhaojian::support::TemporaryFolder folder;
  const auto write = [&](const char* name, const std::string& code) {
    REQUIRE(zhaojian::write_file_atomically(folder / name, zhaojian::bytes_of(code)));
  };
  write("plain.vert", kVertex.code);
  write("choice.frag", "#version 330 core\nout vec4 c;\nvoid main() {\n#ifdef BAD\n  c = nonsense;\n#endif\n}\n");
  CHECK(ShaderProgram::load(folder.path(), "plain.vert", "choice.frag").has_value());
  const std::array<std::string_view, 2> defines{"OTHER", "BAD"};
  const auto bad = ShaderProgram::load(folder.path(), "plain.vert", "choice.frag", defines);
  REQUIRE_FALSE(bad.has_value());
  CHECK_THAT(bad.error().message, Catch::StartsWith("choice.frag:5: "));
}
