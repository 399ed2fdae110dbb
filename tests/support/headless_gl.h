#pragma once
#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <stdexcept>

namespace zhaojian::support {

// An OpenGL 3.3 core context without window or display server (EGL surfaceless; Mesa's software renderer will do).
// Current on the thread that made it. Link PkgConfig::epoxy.
class HeadlessGl {
 public:
  HeadlessGl() {
    display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) {
      throw std::runtime_error("no surfaceless EGL display; install Mesa (libegl-mesa0, libgl1-mesa-dri)");
    }
    const EGLint wish[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    eglBindAPI(EGL_OPENGL_API);
    eglChooseConfig(display_, wish, &config, 1, &count);
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display_, count > 0 ? config : nullptr, EGL_NO_CONTEXT, version);
    if (context_ == EGL_NO_CONTEXT || !eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_)) {
      throw std::runtime_error("no OpenGL 3.3 core context");
    }
  }
  ~HeadlessGl() {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
  }
  HeadlessGl(const HeadlessGl&) = delete;
  HeadlessGl& operator=(const HeadlessGl&) = delete;

  [[nodiscard]] const char* renderer() const { return reinterpret_cast<const char*>(glGetString(GL_RENDERER)); }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
};

}  // namespace zhaojian::support
