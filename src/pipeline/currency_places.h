// Which currencies the used rows have, and where each stands first.
// Thread-safety: one owner.
#pragma once

#include <map>
#include <string>

#include "customers/order_amounts.h"

namespace rfm::pipeline {

class CurrencyPlaces {
public:
    // words: as in "orders.csv:12".
    void note(const std::string& currency, customers::LinePlace place, std::string words);
    void merge(const CurrencyPlaces& other);

    // The only one; empty when there is none, or several.
    std::string only() const;

    // Throws Error(data) when there are several: their sum means nothing.
    void refuse_several() const;

private:
    struct First {
        customers::LinePlace place = 0;
        std::string words;
    };
    std::map<std::string, First> currencies_;
};

}  // namespace rfm::pipeline
