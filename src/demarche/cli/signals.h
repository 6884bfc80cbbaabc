#pragma once

namespace demarche::cli {

// How the program meets signals; once, at the start.
//
// SIGINT (Ctrl-C), SIGTERM and SIGHUP ask it to stop. Whoever does long work listens, and ends with what there is; a
// second signal, or one while nobody listens, ends the program at once, with 128 + its number. What is ignored from the
// start (nohup) stays ignored. Pipes that nobody reads and files over a limit of size are errors of the write, and do
// not kill.
void meet_signals();

// The first signal that asked to stop; 0: none.
int stop_signal();

// "interrupted", "ended by SIGTERM", "ended by SIGHUP"; empty where nothing asked to stop.
const char* stop_words();

// Whether a broken pipe would have killed the program, as it does most, if it had not asked for errors instead.
bool pipes_end_quietly();

// Long work that will ask `stop_signal` soon and often.
class Listening {
 public:
  Listening();
  ~Listening();
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
};

}  // namespace demarche::cli
