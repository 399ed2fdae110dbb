#pragma once

namespace zhaojian::demo {

// Ends the TCP connection between our port and a client's on this machine, so that the answer being written is lost.
// For the thread that serves that connection.
void hang_up(int our_port, int client_port);

}  // namespace zhaojian::demo
