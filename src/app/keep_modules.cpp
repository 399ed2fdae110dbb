// Only in a build with AddressSanitizer. The OpenGL driver is unloaded when the window closes, and what it keeps for the
// life of the process is then reachable from nowhere: the leak check at exit counts it against us and cannot even name
// it. Loaded modules stay loaded here, so that what it reports is ours.
extern "C" int dlclose(void*) { return 0; }
