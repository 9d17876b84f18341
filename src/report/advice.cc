#include "report/advice.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace rfm::report {
namespace {

struct KnownSegment {
    std::string_view key;
    Advice english, chinese;
};

constexpr KnownSegment known_segments[] = {
    {"high-value",
     {"Your best customers: they bought lately, often, and for much money.",
      "Keep them. Thank them by name, give them first access to what is new, and service without a wait. Ask them for "
      "reviews and for recommendations.",
      "No blanket discounts: they buy at full price. And no more mail than before, just because they answer it."},
     {"最好的客户：最近买过，买得频繁，消费也高。",
      "留住他们。真诚致谢，新品优先购买，服务不用等待；请他们写评价、推荐朋友。",
      "不要普发折扣，他们愿意按原价买；也不要因为他们会回应就更频繁地打扰。"}},
    {"potential",
     {"They bought lately and can become regular customers.",
      "Bring about the next order soon: show what goes with the last purchase, give a small reason for the second and "
      "third order, explain what members get.",
      "Not the deepest discount: it teaches them to wait for the next one."},
     {"最近买过，有望成为常客。", "尽快促成下一单：推荐与上次购买相配的商品，为第二、第三单准备小优惠，介绍会员权益。",
      "不要一开始就给最低折扣，否则他们会等下一次打折。"}},
    {"at-risk",
     {"They used to buy often or for much money, but have not bought for a while.",
      "Win them back now, those with the most revenue first: a personal message, a look at how their last order went, "
      "an "
      "offer that ends on a day.",
      "Don't wait: each month without an order makes the next one less likely. And don't greet them as newcomers."},
     {"过去常买或消费高，但已有一段时间没买。",
      "现在就挽回，从消费最高的开始：发一条有针对性的消息，查一查上一单是否出了问题，给一个限时优惠。",
      "不要等：每多一个月不买，回来的可能就更小；也不要把他们当新客户对待。"}},
    {"sleeping",
     {"They bought seldom, for little money, and long ago.",
      "Spend little: a reminder at the season or the sale, then write rarely. Check addresses and consent.",
      "No printed catalogues, calls or costly campaigns."},
     {"买得少、金额低，而且很久没买。", "少花钱：在换季或大促时提醒一次，之后少联系；核对联系方式和订阅许可。",
      "不要做电话、画册等成本高的活动。"}},
    {"Champions",
     {"They bought most recently and most often.",
      "Reward them and listen to them: early access, a say in what comes next, a programme for recommendations.",
      "No discounts for what they buy anyway."},
     {"买得最近，也最频繁。", "奖励他们，听取他们的意见：优先购买、新品试用、推荐有礼。",
      "不要为他们本来就会买的东西打折。"}},
    {"Loyal Customers",
     {"They buy often, and bought not long ago.",
      "Offer what goes with their purchases, and a membership that pays by the year. Ask for reviews.",
      "Don't take them for granted: look at their last order when they get quiet."},
     {"买得频繁，不久前还买过。", "推荐相配的商品和按年的会员；请他们写评价。",
      "不要想当然：一旦安静下来，就看看上一单怎么样。"}},
    {"Potential Loyalists",
     {"They bought recently, and more than once.",
      "Invite them to become members, recommend by what they bought, and make the next order easy.",
      "No hard selling: a few good reasons do more than many mails."},
     {"最近买过，而且不止一次。", "邀请入会，按已购商品推荐，让下一单更方便。", "不要强推：几条好理由胜过许多消息。"}},
    {"New Customers",
     {"They placed their first orders just now.",
      "Welcome them, help them with what they bought, and show what customers like them buy next.",
      "Don't judge them yet, and don't flood them."},
     {"刚刚下了最初的订单。", "欢迎他们，帮助他们用好所买的商品，介绍同类客户接下来会买什么。",
      "不要急于下结论，也不要频繁打扰。"}},
    {"Promising",
     {"They bought fairly recently, but only once or so.",
      "Give a reason for the second order within weeks: a refill, something that fits, free delivery.",
      "Don't spend as on regular customers yet."},
     {"前不久买过，但大约只有一次。", "在几周内给出第二单的理由：补货、搭配商品或免运费。",
      "暂时不要投入和常客一样的费用。"}},
    {"Need Attention",
     {"Middling in all: they may go either way.",
      "Remind them with an offer for a limited time, chosen by what they bought before.",
      "Don't send all of them the same."},
     {"各方面居中，可能变好，也可能流失。", "根据以往购买，给一个限时优惠作为提醒。", "不要群发同样的内容。"}},
    {"About to Sleep",
     {"They bought seldom, and it is getting long ago.",
      "Show what is popular and new, at a modest discount; ask what they are looking for.",
      "Don't invest much: most of them were never regular."},
     {"买得少，而且渐渐久了。", "介绍热销和新品，给适度折扣；问问他们在找什么。",
      "不要投入太多：他们大多从来不是常客。"}},
    {"At Risk",
     {"They bought quite often, but long ago.",
      "Write personally, with the things they used to buy; renew accounts and points that lapse.",
      "Don't wait for the next big sale."},
     {"以前买得较多，但很久没来了。", "针对以往所买的商品单独联系；延长将到期的积分和账户。", "不要等到下一次大促。"}},
    {"Can't Lose Them",
     {"They bought most often of all, and then stopped.",
      "Talk to them: a call or a letter from a person, an honest question what went wrong, a generous way back.",
      "Don't leave them to automatic mails, and not to a competitor."},
     {"曾经买得最频繁，后来停了。", "直接沟通：由专人致电或写信，坦诚询问原因，给出有诚意的优惠。",
      "不要只靠自动消息，更不要让给竞争对手。"}},
    {"Hibernating",
     {"They bought seldom, and long ago.", "Keep them on the list for large sales; otherwise let them rest.",
      "No costly campaigns; drop addresses that no longer answer."},
     {"买得少，而且很久没买。", "大促时再联系，平时不打扰。", "不做高成本活动；长期无回应的联系方式可以移除。"}}};

// The scores of a rule, low and high, of R, F and M; any where it names none.
struct RuleScores {
    std::array<int, 3> low{}, high{};
};

std::optional<RuleScores> read_rule(std::string_view rule, int bins) {
    RuleScores scores;
    scores.low.fill(1);
    scores.high.fill(bins);
    if (rule == "any") return scores;
    while (!rule.empty()) {
        const std::size_t comma = rule.find(", ");
        const std::string_view part = rule.substr(0, comma);
        rule.remove_prefix(comma == std::string_view::npos ? rule.size() : comma + 2);
        const std::size_t metric = part.empty() ? std::string_view::npos : std::string_view("RFM").find(part[0]);
        if (metric == std::string_view::npos || part.size() < 3 || part[1] != ' ') return std::nullopt;
        const char* const end = part.data() + part.size();
        auto [at, error] = std::from_chars(part.data() + 2, end, scores.low[metric]);
        if (error != std::errc()) return std::nullopt;
        scores.high[metric] = scores.low[metric];
        if (at != end) {
            if (*at != '-') return std::nullopt;
            const auto high = std::from_chars(at + 1, end, scores.high[metric]);
            if (high.ec != std::errc() || high.ptr != end) return std::nullopt;
        }
    }
    return scores;
}

// From 0 for the lowest score to 1 for the best.
double height(int low, int high, int bins) {
    return (static_cast<double>(low + high) / 2 - 1) / (bins - 1);
}

const KnownSegment* find_known(std::string_view key) {
    for (const KnownSegment& segment : known_segments) {
        if (segment.key == key) return &segment;
    }
    return nullptr;
}

// The segment of the default map that lies most as these rules do.
std::string_view nearest_key(const SegmentProfile& segment, int bins) {
    double recency = 0;
    double worth = 0;
    for (const std::string& rule : segment.rules) {
        const auto scores = read_rule(rule, bins);
        if (!scores) return {};
        recency += height(scores->low[0], scores->high[0], bins);
        const double often = height(scores->low[1], scores->high[1], bins);
        const double much = height(scores->low[2], scores->high[2], bins);
        worth += often == 0.5 ? much : much == 0.5 ? often : (often + much) / 2;
    }
    if (segment.rules.empty()) return {};
    recency /= static_cast<double>(segment.rules.size());
    worth /= static_cast<double>(segment.rules.size());
    if (recency == 0.5 && worth == 0.5) return {};
    if (recency >= 0.5) return worth > 0.66 && recency > 0.6 ? "high-value" : "potential";
    return worth >= 0.5 ? "at-risk" : "sleeping";
}

}  // namespace

std::optional<Advice> advice_on(const SegmentProfile& segment, int bins, Labels labels) {
    const KnownSegment* known = find_known(segment.key);
    if (known == nullptr) known = find_known(nearest_key(segment, bins));
    if (known == nullptr) return std::nullopt;
    return labels == Labels::chinese ? known->chinese : known->english;
}

std::string rule_words(std::string_view rule, int bins, const Words& words) {
    const auto scores = read_rule(rule, bins);
    if (!scores) return std::string(rule);
    std::string out;
    for (std::size_t m = 0; m < 3; ++m) {
        const int low = scores->low[m];
        const int high = scores->high[m];
        if (low == 1 && high == bins) continue;
        const double at = height(low, high, bins);
        const MetricWords& metric = words.metrics[m];
        if (!out.empty()) out += words.list_joint;
        out += fmt::format("{} ({}\u00A0{})",
                           at > 0.66   ? metric.high
                           : at < 0.34 ? metric.low
                                       : metric.middle,
                           "RFM"[m], low == high ? fmt::to_string(low) : fmt::format("{}\u2060–\u2060{}", low, high));
    }
    if (out.empty()) return std::string(words.any_customer);
    return fmt::format(fmt::runtime(words.rule_joint), out);
}

}  // namespace rfm::report
