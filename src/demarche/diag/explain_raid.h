#pragma once

#include <string_view>

// What `demarche explain CODE` prints below the title, for raids and the layers of a defence.
namespace demarche::explain {

inline constexpr std::string_view e024 =
    R"(A layer spends so many shots on each engagement, and its magazine does not hold even one such salvo: the
layer would never engage anything.

    layer "upper": ballistic 75% shots 2 magazine 1

Correct the number of shots or the magazine, or leave the layer out. A parameter may still take a
magazine to 0: an empty magazine is then a layer that lets everything pass.
)";

inline constexpr std::string_view e025 =
    R"(The owner of a layer is who can withdraw it: an actor of the crisis, or a partner that has a part in the
defence and no moves of its own. The name after `by` is neither.

    partner Jordan
    ...
    layer "on the way" by Jordn: drones 60%         # Jordan?

Declare the partner, or correct the name. A layer without `by` belongs to nobody who could withdraw
it.
)";

inline constexpr std::string_view e026 =
    R"(The outcome of a raid is computed exactly, and this one is too large for that. A layer with spread or
limits takes steps that grow with the square of a count, with a second look its cube; a magazine that
several kinds of weapons share takes an array whose size is the product of their counts.

    salvo 5000 drones, 5000 cruise
    layer "own" with magazine 100 for cruise then drones: drones 90%, cruise 80%     # 25 million cells

Fewer weapons help most; so do a magazine of its own for each kind, one look, or no spread where it
does not matter.
)";

}  // namespace demarche::explain
