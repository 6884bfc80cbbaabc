#pragma once

#include <string_view>

namespace demarche::explain {
inline constexpr std::string_view e001 = "";
inline constexpr std::string_view e002 = "";
inline constexpr std::string_view e003 = "";
inline constexpr std::string_view e004 = "";
inline constexpr std::string_view e005 = "";
inline constexpr std::string_view e006 = "";
inline constexpr std::string_view e007 = "";
inline constexpr std::string_view e008 = "";
inline constexpr std::string_view e009 = "";
inline constexpr std::string_view e010 = "";
inline constexpr std::string_view e011 = "";
inline constexpr std::string_view e012 = "";
inline constexpr std::string_view e013 = "";
inline constexpr std::string_view e014 = "";
inline constexpr std::string_view e015 = "";
inline constexpr std::string_view e016 = "";
inline constexpr std::string_view e017 = "";
inline constexpr std::string_view e018 = "";
inline constexpr std::string_view e019 = "";
inline constexpr std::string_view e020 = "";
inline constexpr std::string_view e021 = "";
inline constexpr std::string_view e022 = "";
inline constexpr std::string_view e023 = "";
inline constexpr std::string_view e101 = "";
inline constexpr std::string_view e102 = "";
inline constexpr std::string_view w101 = "";
inline constexpr std::string_view w102 = "";
inline constexpr std::string_view w103 = "";
inline constexpr std::string_view w104 = "";
inline constexpr std::string_view w105 = "";
inline constexpr std::string_view n201 = "";
inline constexpr std::string_view r301 = "";

}  // namespace demarche::explain
