#include "codec/profile_base.h"

#include <algorithm>
#include <vector>

#include "base/nearest.h"
#include "codec/node.h"

namespace zhaojian::codec {
namespace {

Error at(const std::string& path, const std::string& problem) { return {Errc::invalid, path + ": " + problem}; }

std::string inside(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

std::vector<std::string_view> names_of(const Json::Object& object) {
  std::vector<std::string_view> names;
  for (const Json::Member& member : object) names.emplace_back(member.name);
  return names;
}

// What tells the items of a list apart, so that one of them can be changed; empty: the list is replaced.
std::string_view key_of(std::string_view list) {
  if (list == "clauses") return "number";
  if (list == "ticks") return "id";
  return {};
}

std::string text_of_member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  const auto* text = found == nullptr ? nullptr : found->as<std::string>();
  return text == nullptr ? std::string() : *text;
}

Result<Json> merged(const Json& base, const Json& over, std::string_view name, const std::string& path);

Result<Json> merged_objects(const Json::Object& base, const Json::Object& over, std::string_view name,
                            const std::string& path) {
  Json::Object result = base;
  for (const Json::Member& member : over) {
    const std::string place = inside(path, member.name);
    const auto there = std::ranges::find(result, member.name, &Json::Member::name);
    if (there == result.end()) {
      const std::string hint = did_you_mean(member.name, names_of(result));
      if (member.value.is_null()) return at(place, "nothing to take away" + hint);
      if (name == "parameters") return at(place, "the base has no such parameter" + hint);
      result.push_back(member);
    } else if (member.value.is_null()) {
      result.erase(there);
    } else {
      there->value = TRY(merged(there->value, member.value, member.name, place));
    }
  }
  return Json(std::move(result));
}

Result<Json> merged_lists(const Json::Array& base, const Json::Array& over, std::string_view key,
                          const std::string& path) {
  Json::Array result = base;
  for (std::size_t i = 0; i < over.size(); ++i) {
    const std::string wanted = text_of_member(over[i], key);
    const auto there = std::ranges::find_if(
        result, [&](const Json& item) { return !wanted.empty() && text_of_member(item, key) == wanted; });
    if (there == result.end()) {
      result.push_back(over[i]);
    } else {
      *there = TRY(merged(*there, over[i], {}, path + "[" + std::to_string(i) + "]"));
    }
  }
  return Json(std::move(result));
}

Result<Json> merged(const Json& base, const Json& over, std::string_view name, const std::string& path) {
  const auto *base_object = base.as<Json::Object>(), *over_object = over.as<Json::Object>();
  if (base_object != nullptr && over_object != nullptr) return merged_objects(*base_object, *over_object, name, path);
  const auto *base_list = base.as<Json::Array>(), *over_list = over.as<Json::Array>();
  const std::string_view key = key_of(name);
  if (base_list != nullptr && over_list != nullptr && !key.empty()) {
    return merged_lists(*base_list, *over_list, key, path);
  }
  return over;
}

Json* member(Json::Object& object, std::string_view name) {
  const auto found = std::ranges::find(object, name, &Json::Member::name);
  return found == object.end() ? nullptr : &found->value;
}

// The clause without the findings whose rules are gone.
Json without(const Json& clause, const std::vector<std::string>& gone) {
  const auto* object = clause.as<Json::Object>();
  if (object == nullptr) return clause;
  Json::Object result = *object;
  Json* findings = member(result, "findings");
  const auto* list = findings == nullptr ? nullptr : findings->as<Json::Array>();
  if (list == nullptr) return clause;
  Json::Array kept;
  for (const Json& id : *list) {
    const auto* text = id.as<std::string>();
    if (text == nullptr || std::ranges::find(gone, *text) == gone.end()) kept.push_back(id);
  }
  *findings = Json(std::move(kept));
  return result;
}

Json drop_what_is_gone(Json::Object profile, const std::vector<std::string>& gone) {
  if (Json* agreement = member(profile, "agree_within")) {
    if (const auto* within = agreement->as<Json::Object>()) {
      Json::Object kept = *within;
      std::erase_if(kept, [&](const Json::Member& one) { return std::ranges::find(gone, one.name) != gone.end(); });
      *agreement = Json(std::move(kept));
    }
  }
  Json* clauses = member(profile, "clauses");
  const auto* list = clauses == nullptr ? nullptr : clauses->as<Json::Array>();
  if (list == nullptr || gone.empty()) return profile;
  Json::Array kept;
  for (const Json& clause : *list) kept.push_back(without(clause, gone));
  *clauses = Json(std::move(kept));
  return profile;
}

std::vector<std::string> rules_taken_away(const Json& profile) {
  std::vector<std::string> gone;
  const Json* rules = profile.find("rules");
  const auto* object = rules == nullptr ? nullptr : rules->as<Json::Object>();
  if (object == nullptr) return gone;
  for (const Json::Member& rule : *object) {
    if (rule.value.is_null()) gone.push_back(rule.name);
  }
  return gone;
}

Result<Json> resolved(const Json& profile, const ProfileBases& bases, std::vector<std::string> trail) {
  const Node node(profile);
  const Node extends = node.at("extends");
  const auto* own = profile.as<Json::Object>();
  if (own == nullptr || !extends.there()) return profile;
  const std::string id = TRY(extends.id());
  const bool circle = std::ranges::find(trail, id) != trail.end();
  trail.push_back(id);
  if (circle) {
    std::string path;
    for (const std::string& one : trail) path += (path.empty() ? "" : " > ") + one;
    return extends.problem("the profiles build on each other in a circle: " + path);
  }
  const auto base = bases.find(id);
  if (base == bases.end()) {
    std::vector<std::string_view> known;
    for (const auto& [name, json] : bases) known.emplace_back(name);
    return extends.problem("no profile \"" + id + "\"" + did_you_mean(id, known));
  }
  const Json below = TRY(resolved(base->second, bases, std::move(trail)));
  Json::Object over = *own;
  std::erase_if(over, [](const Json::Member& one) { return one.name == "extends"; });
  const Json together = TRY(merged(below, over, {}, {}));
  const auto* object = together.as<Json::Object>();
  if (object == nullptr) return extends.problem("the profile \"" + id + "\" is not an object");
  return drop_what_is_gone(*object, rules_taken_away(profile));
}

}  // namespace

Result<Json> with_base(const Json& profile, const ProfileBases& bases) { return resolved(profile, bases, {}); }

}  // namespace zhaojian::codec
