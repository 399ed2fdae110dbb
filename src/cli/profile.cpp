#include <CLI/CLI.hpp>
#include <filesystem>
#include <ostream>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/command.h"
#include "cli/profile_report.h"
#include "cli/words.h"
#include "codec/profile_json.h"

namespace zhaojian::cli {
namespace {

using ProfilePtr = std::shared_ptr<const domain::StandardProfile>;

struct Options {
  std::string what, person, note;
  int version = 0;
  std::optional<int> to;
};

constexpr std::size_t kFileLimit = 4U << 20;
constexpr std::size_t kLongestNote = 400;

// What a draft may build on: every profile as it is in force, whole.
Result<codec::ProfileBases> bases(const workflow::Services& services) {
  codec::ProfileBases all;
  for (const auto& [id, shipped] : services.profiles) {
    all.emplace(id.value, codec::profile_json(*TRY(services.profile(id))));
  }
  return all;
}

Result<domain::StandardProfile> profile_in(const workflow::Services& services, const std::filesystem::path& file) {
  const Bytes bytes = TRY(read_file(file, kFileLimit));
  auto profile = codec::profile_from_json(bytes, TRY(bases(services)));
  if (profile) return profile;
  return std::move(profile).error().in(file.filename().string());
}

Result<ProfilePtr> version_of(const workflow::Services& services, const ProfileId& id, int version) {
  if (auto found = TRY(workflow::profile_version(services, id, version))) return found;
  return Error{Errc::not_found, "no version " + std::to_string(version) + " of " + id.value, "error.profile.version"};
}

// The newest draft, or what is in force where nothing was drafted.
Result<ProfilePtr> newest(const workflow::Services& services, const ProfileId& id) {
  const auto drafted = TRY(services.store.profiles().of(id));
  if (!drafted.empty()) return drafted.front().profile;
  return services.profile(id);
}

Result<std::vector<ProfileState>> states(const workflow::Services& services) {
  std::vector<ProfileState> all;
  for (const auto& [id, file] : services.profiles) {
    ProfileState state;
    state.in_force = TRY(services.profile(id));
    state.shipped = file;
    state.drafted = TRY(services.store.profiles().of(id));
    state.releases = TRY(services.store.profiles().releases(id));
    all.push_back(std::move(state));
  }
  return all;
}

Exit list(Session& session) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto all = states(*services);
  if (!all) return session.fail(all.error(), Exit::usage);
  print_profiles(session, *all);
  return Exit::ok;
}

Exit show(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const ProfileId id(options.what);
  const auto profile = options.version > 0 ? version_of(*services, id, options.version) : services->profile(id);
  if (!profile) return session.fail(profile.error(), Exit::usage);
  print_profile(session, **profile);
  return Exit::ok;
}

Exit draft(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  auto profile = profile_in(*services, options.what);
  if (!profile) return session.fail(profile.error(), Exit::usage);
  const auto made =
      workflow::draft_profile(*services, *who, *std::move(profile), one_line(options.note, kLongestNote));
  if (!made) return session.fail(made.error());
  session.keep_checkpoint();
  const std::string id = made->profile->id.value, version = std::to_string(made->profile->version);
  if (session.json()) {
    session.print_line(codec::Json::Object{
        {"profile", id}, {"version", made->profile->version}, {"based_on", made->based_on}});
  } else {
    session.out() << session.text("cli.profile.drafted", {id, version}) << '\n';
  }
  return Exit::ok;
}

// A file is compared without being kept.
Result<ProfilePtr> compared_one(const workflow::Services& services, const Options& options) {
  std::error_code none;
  if (std::filesystem::is_regular_file(options.what, none)) {
    auto profile = TRY(profile_in(services, options.what));
    return std::make_shared<const domain::StandardProfile>(std::move(profile));
  }
  const ProfileId id(options.what);
  return options.version > 0 ? version_of(services, id, options.version) : newest(services, id);
}

Exit compare(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto profile = compared_one(*services, options);
  if (!profile) return session.fail(profile.error(), Exit::usage);
  const auto comparison = workflow::compare_profile(*services, **profile);
  if (!comparison) return session.fail(comparison.error(), Exit::usage);
  print_comparison(session, **profile, *comparison);
  return Exit::ok;
}

Exit say_in_force(Session& session, const store::ProfileRelease& release) {
  session.keep_checkpoint();
  if (session.json()) {
    session.print_line(codec::Json::Object{{"profile", release.profile.value}, {"in_force", release.version}});
    return Exit::ok;
  }
  const std::string_view text = release.version == 0 ? "cli.profile.shipped_in_force" : "cli.profile.now_in_force";
  session.out() << session.text(text, {release.profile.value, std::to_string(release.version)}) << '\n';
  return Exit::ok;
}

Exit publish(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  const auto done = workflow::publish_profile(*services, *who, ProfileId(options.what), options.version);
  return done ? say_in_force(session, *done) : session.fail(done.error());
}

Exit roll_back(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  const auto done = workflow::roll_back_profile(*services, *who, ProfileId(options.what), options.to);
  return done ? say_in_force(session, *done) : session.fail(done.error());
}

}  // namespace

void add_profile(Menu& menu) {
  CLI::App* command = menu.add("profile");
  command->alias("profiles");
  menu.when_named(command, list);
  menu.when_named(menu.add_to(command, "list"), list);

  const auto options = std::make_shared<Options>();
  const auto run = [&](CLI::App* sub, Exit (*action)(Session&, const Options&)) {
    menu.when_named(sub, [options, action](Session& session) { return action(session, *options); });
  };
  const auto by = [&](CLI::App* sub) {
    sub->add_option("--operator", options->person, menu.text("cli.option.operator"))->required()->option_text("ID");
  };
  CLI::App* show_command = menu.add_to(command, "show");
  show_command->add_option("ID", options->what, menu.text("cli.profile.id"))->required();
  show_command->add_option("VERSION", options->version, menu.text("cli.profile.version"))
      ->check(CLI::PositiveNumber);
  run(show_command, show);

  CLI::App* draft_command = menu.add_to(command, "draft");
  draft_command->add_option("FILE", options->what, menu.text("cli.profile.file"))->required();
  draft_command->add_option("--note", options->note, menu.text("cli.profile.note"));
  by(draft_command);
  run(draft_command, draft);

  CLI::App* compare_command = menu.add_to(command, "compare");
  compare_command->add_option("WHAT", options->what, menu.text("cli.profile.what"))->required();
  compare_command->add_option("VERSION", options->version, menu.text("cli.profile.draft_version"))
      ->check(CLI::PositiveNumber);
  run(compare_command, compare);

  CLI::App* publish_command = menu.add_to(command, "publish");
  publish_command->add_option("ID", options->what, menu.text("cli.profile.id"))->required();
  publish_command->add_option("VERSION", options->version, menu.text("cli.profile.draft_version"))
      ->required()
      ->check(CLI::PositiveNumber);
  by(publish_command);
  run(publish_command, publish);

  CLI::App* rollback_command = menu.add_to(command, "rollback");
  rollback_command->add_option("ID", options->what, menu.text("cli.profile.id"))->required();
  rollback_command->add_option("--to", options->to, menu.text("cli.profile.to"))
      ->check(CLI::NonNegativeNumber)
      ->option_text("VERSION");
  by(rollback_command);
  run(rollback_command, roll_back);
}

}  // namespace zhaojian::cli
