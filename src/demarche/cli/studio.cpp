#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/cli/studio_load.h"
#include "demarche/cli/studio_site.h"

#include <fmt/format.h>

#include <arpa/inet.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>
#include <utility>

namespace demarche::cli {
namespace {

constexpr const char* own_address = "127.0.0.1";
constexpr std::size_t letters_of_token = 32;  // of five bits each
constexpr std::size_t largest_move = 64 << 10;

struct StudioArguments {
  std::string file;
  int port = 0;
  std::string players;
  std::string log;
};

// `192.168.1.5` or `192.168.1.5:8080`.
std::optional<http::Place> place_in(const std::string& text) {
  const std::size_t colon = text.find(':');
  http::Place place{text.substr(0, colon), 0};
  in_addr digits{};
  if (inet_pton(AF_INET, place.address.c_str(), &digits) != 1) return std::nullopt;
  if (colon == std::string::npos) return place;
  const std::string port = text.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  place.port = std::stoi(port);
  return place.port <= 65535 ? std::optional(place) : std::nullopt;
}

// The right file is asked for before anything begins.
std::optional<int> cannot_open(const StudioArguments& arguments) {
  if (arguments.file.empty()) return std::nullopt;
  const std::string& file = arguments.file;
  if (file == "-" || file.starts_with("example:"))
    return usage_error("the studio saves what it opens: it needs a file",
                       "`demarche new my.crisis` writes one; without a file the examples can be opened in the page");
  const studio::OnDisk disk = read_disk(file, file);
  if (disk.as == studio::OnDisk::As::Text) return std::nullopt;
  if (disk.as == studio::OnDisk::As::Gone)
    return usage_error(fmt::format("cannot read `{}`: there is no such file", file),
                       fmt::format("`demarche new {}` writes one", file));
  if (disk.as == studio::OnDisk::As::Folder) return usage_error(fmt::format("`{}` is a folder, not a file", file));
  if (disk.as == studio::OnDisk::As::TooLarge)
    return usage_error(fmt::format("`{}` is larger than {} MB", file, studio::most_text >> 20),
                       "`demarche ask` takes it");
  return usage_error(disk.why);
}

int no_port(const http::Place& place, int error, const char* option) {
  const bool is_taken = error == EADDRINUSE;
  const std::string why =
      is_taken ? fmt::format("port {} is taken by another program", place.port)
               : fmt::format("cannot listen at {}:{}: {}", place.address, place.port, std::strerror(error));
  return usage_error(why, fmt::format("`{}` with another one; without a number any free one is taken", option));
}

std::string address_of(const std::string& address, int port) { return fmt::format("{}:{}", address, port); }

// A server whose gate has to know the port that it got.
class Server {
 public:
  using ServiceFor = http::Service (*)(StudioSite&, studio::Gate);
  std::optional<int> begin(http::Serve serve, const http::Place& place, const http::Limits& limits) {
    int error = 0;
    const http::Service service{[this](const http::Asked& asked) { return wait().refusal(asked); },
                                [this](const http::Asked& asked) { return wait().answer(asked); }};
    serving_.reset(serve(place, service, limits, error));
    return serving_ ? std::nullopt : std::optional(error);
  }
  int port() const { return serving_->port(); }
  void open(http::Service service) {
    service_ = std::move(service);
    is_open_ = true;
    is_open_.notify_all();
  }
  void end() { serving_.reset(); }

 private:
  const http::Service& wait() {
    is_open_.wait(false);
    return service_;
  }
  http::Service service_;
  std::atomic<bool> is_open_ = false;
  std::unique_ptr<http::Serving> serving_;  // last: it ends before what it asks
};

std::optional<int> begin_players(Server& server, StudioSite& site, http::Serve serve, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto place = place_in(text);
  if (!place)
    return usage_error(fmt::format("`{}` is no address to listen at", text),
                       "`--players 192.168.1.5:8080`: an address of this machine in digits; 0.0.0.0 stands for all");
  const http::Limits limits{.most_connections = 256, .most_streams = 128, .most_body = largest_move};
  if (const auto error = server.begin(serve, *place, limits)) return no_port(*place, *error, "--players");
  const bool is_any = place->address == "0.0.0.0";
  site.players = fmt::format("http://{}/", address_of(place->address, server.port()));
  studio::Gate gate{"", {}, server.port(), largest_move};
  if (!is_any) gate.hosts = {address_of(place->address, server.port())};
  server.open(service_for_players(site, std::move(gate)));
  complain(fmt::format("players join at {}\n", site.players));
  return std::nullopt;
}

std::optional<int> begin_leader(Server& server, StudioSite& site, http::Serve serve, int port) {
  const http::Place place{own_address, port};
  const http::Limits limits{.most_body = 2 * studio::most_text};
  if (const auto error = server.begin(serve, place, limits)) return no_port(place, *error, "--port");
  const std::string host = address_of(own_address, server.port());
  const std::string token = secret_letters(letters_of_token);
  server.open(service_for_leader(site, {token, {host}, server.port(), limits.most_body}));
  print(fmt::format("http://{}/{}/\n", host, token));
  return std::nullopt;
}

// Until somebody stops it; whether the file has changed is looked at meanwhile.
void serve_until_stopped(StudioFile* file) {
  constexpr auto step = std::chrono::milliseconds(50);
  constexpr int steps_between_looks = 20;
  for (int k = 1; stop_signal() == 0; ++k) {
    std::this_thread::sleep_for(step);
    if (file && k % steps_between_looks == 0) file->look();
  }
}

void end_streams(StudioSite& site) {
  const std::lock_guard lock(site.bell.mutex);
  site.is_ending = true;
  site.bell.rung.notify_all();
}

int run_studio(const StudioArguments& arguments) {
  if (!arguments.log.empty() && arguments.players.empty())
    return usage_error("there are no sessions to be logged without players", "`--players ADDRESS`");
  if (const auto failed = cannot_open(arguments)) return *failed;
  const auto shelf = load_shelf();
  if (!shelf) return refused(shelf.error());
  const auto serve = load_server();
  if (!serve) return refused(serve.error());
  auto log = arguments.log.empty() ? PlayLogFile() : PlayLogFile::begin(arguments.log);
  if (!log) return usage_error(log.error());
  const Listening listening;
  StudioBell bell;
  std::optional<StudioFile> file;
  if (!arguments.file.empty()) file.emplace(bell, arguments.file);
  StudioHall hall(bell, std::move(*log));
  StudioSite site{bell, *shelf, file ? &*file : nullptr, hall};
  Server players;
  Server leader;
  if (const auto failed = begin_players(players, site, *serve, arguments.players)) return *failed;
  if (const auto failed = begin_leader(leader, site, *serve, arguments.port)) return *failed;
  serve_until_stopped(site.file);
  end_streams(site);
  const int ended = 128 + stop_signal();
  if (!hall.end_all_within(std::chrono::seconds(1))) std::_Exit(exit_with_output(ended));
  return ended;
}

}  // namespace

void add_studio(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<StudioArguments>();
  CLI::App* command = program.add_subcommand(
      "studio", "work on a model in a browser: this machine serves the page, and nobody else is let in");
  command->add_option("file", arguments->file, "a .crisis model, read, watched and saved there");
  command->add_option("--port", arguments->port, "serve at this port, not at any that is free")
      ->check(whole_number(1, 65535))
      ->type_name("NUMBER");
  command
      ->add_option("--players", arguments->players,
                   "let players take seats from other machines, at this address of yours; the file is not served there")
      ->type_name("ADDRESS[:PORT]");
  command->add_option("--log", arguments->log,
                      "write what happens in sessions to this new file, JSON, an event a line");
  command->callback([arguments, &exit_code] { exit_code = run_studio(*arguments); });
}

}  // namespace demarche::cli
