#include <string>
#include <vector>

#include "cli/program.h"

int main(int argc, char** argv) { return zhaojian::cli::run(std::vector<std::string>(argv + (argc > 0), argv + argc)); }
