#include "pipeline/currency_places.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::pipeline {

void CurrencyPlaces::note(const std::string& currency, customers::LinePlace place, std::string words) {
    const auto [at, is_new] = currencies_.try_emplace(currency, First{place, words});
    if (!is_new && place < at->second.place) at->second = {place, std::move(words)};
}

void CurrencyPlaces::merge(const CurrencyPlaces& other) {
    for (const auto& [currency, first] : other.currencies_) note(currency, first.place, first.words);
}

std::string CurrencyPlaces::only() const {
    return currencies_.size() == 1 ? currencies_.begin()->first : "";
}

void CurrencyPlaces::refuse_several() const {
    if (currencies_.size() < 2) return;
    std::vector<std::pair<customers::LinePlace, std::string>> places;
    for (const auto& [currency, first] : currencies_) {
        places.emplace_back(first.place, fmt::format("{} ({})", base::shown(currency), first.words));
    }
    std::sort(places.begin(), places.end());
    constexpr std::size_t most_shown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(places.size(), most_shown); ++i) {
        list += (i == 0 ? "" : ", ") + places[i].second;
    }
    if (places.size() > most_shown) list += fmt::format(" and {} more", places.size() - most_shown);
    throw Error(
        ErrorKind::data,
        fmt::format("amounts are in more than one currency, and can't be summed: {}\nkeep one with --currency {}, "
                    "or convert them with --rates FILE (a CSV file currency,rate)",
                    list, currencies_.begin()->first));
}

}  // namespace rfm::pipeline
