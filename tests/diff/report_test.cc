#include "diff/report.h"

#include <nlohmann/json.hpp>

#include "diff/report_tables.h"
#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using test::compare_texts;
using test::example_comparison;

TEST_CASE("report: text") {
    CHECK(report_text(example_comparison()) ==
          "old.csv (as of 2025-01-31, 6 customers) -> new.csv (as of 2025-02-01, 6 customers)\n"
          "\n"
          "from / to   high-value  potential  at-risk  sleeping  gone  all\n"
          "high-value           1          0        1         0     0    2\n"
          "potential            1          0        0         0     1    2\n"
          "at-risk              0          0        1         0     0    1\n"
          "sleeping             0          1        0         0     0    1\n"
          "new                  0          1        0         0          1\n"
          "all                  2          2        2         0     1    7\n"
          "won 1, lost 1, rising 2, slipping 1, in the same segment 2\n"
          "\n"
          "segment     customers before  now  change         %  revenue before      now   change         %\n"
          "high-value                 2    2       0     0.00%         190.750  120.500  -70.250   -36.83%\n"
          "potential                  2    2       0     0.00%          21.000    8.125  -12.875   -61.31%\n"
          "at-risk                    1    2      +1  +100.00%          50.000  140.250  +90.250  +180.50%\n"
          "sleeping                   1    0      -1  -100.00%          -5.000    0.000   +5.000  +100.00%\n"
          "all                        6    6       0     0.00%         256.750  268.875  +12.125    +4.72%\n"
          "\n"
          "score in both  up  same  down\n"
          "recency         2     2     1\n"
          "frequency       2     2     1\n"
          "monetary        1     4     0\n");
}

TEST_CASE("report: text without what the files have not, and with wide names") {
    CHECK(report_text(compare_texts("segment,customer_id\n高价值客户,a\n", "customer_id,segment\na,沉睡客户\n")) ==
          "old.csv (1 customer) -> new.csv (1 customer)\n"
          "\n"
          "from / to     高价值客户  潜力客户  流失风险客户  沉睡客户  gone  all\n"
          "高价值客户             0         0             0         1     0    1\n"
          "潜力客户               0         0             0         0     0    0\n"
          "流失风险客户           0         0             0         0     0    0\n"
          "沉睡客户               0         0             0         0     0    0\n"
          "new                    0         0             0         0          0\n"
          "all                    0         0             0         1     0    1\n"
          "won 0, lost 0, rising 0, slipping 1, in the same segment 0\n"
          "\n"
          "segment       customers before  now  change         %\n"
          "高价值客户                   1    0      -1  -100.00%\n"
          "潜力客户                     0    0       0         -\n"
          "流失风险客户                 0    0       0         -\n"
          "沉睡客户                     0    1      +1         -\n"
          "all                          1    1       0     0.00%\n");
}

TEST_CASE("report: CSV has every cell") {
    CHECK(report_csv(example_comparison()) ==
          "from,to,customers,old_monetary,new_monetary\n"
          "high-value,high-value,1,100.500,100.500\n"
          "high-value,potential,0,0.000,0.000\n"
          "high-value,at-risk,1,90.250,90.250\n"
          "high-value,sleeping,0,0.000,0.000\n"
          "high-value,gone,0,0.000,0.000\n"
          "potential,high-value,1,10.000,20.000\n"
          "potential,potential,0,0.000,0.000\n"
          "potential,at-risk,0,0.000,0.000\n"
          "potential,sleeping,0,0.000,0.000\n"
          "potential,gone,1,11.000,0.000\n"
          "at-risk,high-value,0,0.000,0.000\n"
          "at-risk,potential,0,0.000,0.000\n"
          "at-risk,at-risk,1,50.000,50.000\n"
          "at-risk,sleeping,0,0.000,0.000\n"
          "at-risk,gone,0,0.000,0.000\n"
          "sleeping,high-value,0,0.000,0.000\n"
          "sleeping,potential,1,-5.000,1.000\n"
          "sleeping,at-risk,0,0.000,0.000\n"
          "sleeping,sleeping,0,0.000,0.000\n"
          "sleeping,gone,0,0.000,0.000\n"
          "new,high-value,0,0.000,0.000\n"
          "new,potential,1,0.000,7.125\n"
          "new,at-risk,0,0.000,0.000\n"
          "new,sleeping,0,0.000,0.000\n");
    // Amounts of one file only; a name that has to be quoted.
    const std::string map = "segment,r,f,m\n\"a, b\",*,*,*\n";
    CHECK(report_csv(compare_texts("customer_id,segment,monetary\nx,\"a, b\",1.5\n",
                                   "customer_id,segment\nx,\"a, b\"\n", {map})) ==
          "from,to,customers,old_monetary\n"
          "\"a, b\",\"a, b\",1,1.5\n"
          "\"a, b\",gone,0,0.0\n"
          "new,\"a, b\",0,0.0\n");
}

TEST_CASE("report: JSON has what the text shows, amounts as text") {
    const auto json = nlohmann::ordered_json::parse(report_json(example_comparison()));
    CHECK(json["old"].dump() == R"({"file":"old.csv","as_of":"2025-01-31","customers":6,"monetary":"256.750"})");
    CHECK(json["new"].dump() == R"({"file":"new.csv","as_of":"2025-02-01","customers":6,"monetary":"268.875"})");
    CHECK(json["map"] == "value");
    CHECK(json["cells"].size() == 24);
    CHECK(json["cells"][9].dump() ==
          R"({"from":"potential","to":"gone","customers":1,"old_monetary":"11.000","new_monetary":"0.000"})");
    CHECK(json["moves"].dump() == R"({"won":1,"lost":1,"rising":2,"slipping":1,"staying":2})");
    CHECK(json["segments"][3].dump() ==
          R"({"segment":"sleeping","customers_before":1,"customers_now":0,"customers_change":-1,)"
          R"("customers_change_percent":"-100.00","monetary_before":"-5.000","monetary_now":"0.000",)"
          R"("monetary_change":"5.000","monetary_change_percent":"100.00"})");
    CHECK(json["all"]["customers_change"] == 0);
    CHECK(json["all"]["monetary_change_percent"] == "4.72");
    CHECK(json["scores"].dump() == R"({"r_score":{"up":2,"same":2,"down":1},"f_score":{"up":2,"same":2,"down":1},)"
                                   R"("m_score":{"up":1,"same":4,"down":0}})");
    CHECK(json["warnings"].empty());
    const auto plain = nlohmann::ordered_json::parse(
        report_json(compare_texts("customer_id,segment\na,at-risk\n", "customer_id,segment\na,sleeping\n")));
    CHECK(plain["old"].dump() == R"({"file":"old.csv","customers":1})");
    CHECK(plain["segments"][3].dump() ==
          R"({"segment":"sleeping","customers_before":0,"customers_now":1,"customers_change":1,)"
          R"("customers_change_percent":null})");
    CHECK(plain["scores"].dump() == "{}");
}

TEST_CASE("report: Markdown, what would break a cell is escaped") {
    const std::string map = "segment,r,f,m\na|b*,*,*,*\n";
    CHECK(report_markdown(compare_texts("customer_id,segment,r_score\nx,a|b*,1\n",
                                        "customer_id,segment,r_score\nx,a|b*,2\n", {map})) ==
          "old.csv (1 customer) → new.csv (1 customer)\n"
          "\n"
          "| from / to | a\\|b\\* | gone | all |\n"
          "| --- | ---: | ---: | ---: |\n"
          "| a\\|b\\* | 1 | 0 | 1 |\n"
          "| new | 0 | | 0 |\n"
          "| all | 1 | 0 | 1 |\n"
          "\n"
          "won 0, lost 0, rising 0, slipping 0, in the same segment 1\n"
          "\n"
          "| segment | customers before | now | change | % |\n"
          "| --- | ---: | ---: | ---: | ---: |\n"
          "| a\\|b\\* | 1 | 1 | 0 | 0.00% |\n"
          "| all | 1 | 1 | 0 | 0.00% |\n"
          "\n"
          "| score in both | up | same | down |\n"
          "| --- | ---: | ---: | ---: |\n"
          "| recency | 1 | 0 | 0 |\n");
}

TEST_CASE("report: numbers with their signs") {
    CHECK(signed_grouped("0") == "0");
    CHECK(signed_grouped("0.00") == "0.00");
    CHECK(signed_grouped("1234.5") == "+1,234.5");
    CHECK(signed_grouped("-1234.5") == "-1,234.5");
    CHECK(change_percent(0, 5) == "");
    CHECK(change_percent(-4, -5) == "-25.00");
}

}  // namespace
}  // namespace rfm::diff
