#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/columns.h>
#include <rfm/error.h>

#include "base/shown_text.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/streams.h"
#include "orders/time_zone.h"
#include "pipeline/check_plan.h"
#include "pipeline/time_frame.h"
#include "sql/query.h"

namespace rfm::cli {
namespace {

struct Flags {
    ScoreFlags score;
    std::string dialect;
    std::string table;
    std::string decimals = "2";
    bool simple = false;
    bool counts = false;
    bool ddl = false;
};

// The flags of score that a query honours; the others are about files, or about what no engine does alike. Those stay
// known, so that who gives one is told so, and are hidden.
constexpr std::string_view honoured[] = {
    "--dialect", "--table",    "--decimals", "--simple",      "--counts",        "--ddl",    "--customer", "--date",
    "--amount",  "--order-id", "--status",   "--no-monetary", "--keep",          "--drop",   "--trim",     "--as-of",
    "--since",   "--window",   "--tz",       "--refunds",     "--cancel-prefix", "--method", "--bins",     "--r-cuts",
    "--f-cuts",  "--m-cuts",   "--map",      "--labels",      "--sort",          "--only",   "--top",
};

std::vector<const CLI::Option*> hide_other_flags(CLI::App& command) {
    command.remove_option(command.get_option("FILE"));
    std::vector<const CLI::Option*> others;
    for (CLI::Option* option : command.get_options()) {
        if (option == command.get_help_ptr()) continue;
        const bool known = std::any_of(std::begin(honoured), std::end(honoured),
                                       [&](std::string_view name) { return option->check_name(std::string(name)); });
        if (known) continue;
        option->group("");
        others.push_back(option);
    }
    for (const char* const name :
         {"--customer", "--date", "--amount", "--order-id", "--status", "--no-monetary", "--tz"}) {
        command.get_option(name)->group("Columns of the table, by the names that the engine has for them");
    }
    return others;
}

// What a view of the table can do of them. The rest is about files, or about the run that reads them.
constexpr std::string_view of_a_view[] = {"refund",  "currency",      "currency-column", "rates",  "dedupe",
                                          "weights", "customer-case", "amount-per",      "columns"};

void refuse_other_flags(const std::vector<const CLI::Option*>& others) {
    for (const CLI::Option* option : others) {
        if (option->count() == 0) continue;
        const std::string& name = option->get_lnames().front();
        const bool can_view = std::find(std::begin(of_a_view), std::end(of_a_view), name) != std::end(of_a_view);
        throw Error(ErrorKind::usage,
                    fmt::format("--{}: {}; see rfm sql --help", name,
                                can_view ? "the query doesn't do it; put that into a view of the table"
                                         : "no file is read; leave it out"));
    }
}

// Of three things to print, one is wanted; and the counts are one row, of all customers.
void refuse_together(const CLI::App& command) {
    const std::pair<const char*, std::vector<const char*>> alone[] = {
        {"--ddl", {"--counts", "--simple"}}, {"--counts", {"--simple", "--top", "--only", "--sort"}}};
    for (const auto& [flag, others] : alone) {
        if (command.count(flag) == 0) continue;
        for (const char* const other : others) {
            if (command.count(other) == 0) continue;
            throw Error(ErrorKind::usage,
                        fmt::format("{} and {}: go not together; leave one out; see rfm sql --help", flag, other));
        }
    }
}

// The words for files speak of what no query has.
void describe_flags(CLI::App& command) {
    command.get_option("--amount")->description("Amount: one column of exact numbers; for a product make a view");
    command.get_option("--sort")->description("Order of the rows: one of the ten columns, with :desc for falling");
}

void check_sort(const std::string& text) {
    const std::string_view name = std::string_view(text).substr(0, text.find(':'));
    const auto usual = column_names.begin() + default_column_count;
    if (name.empty() || std::find(column_names.begin(), usual, name) != usual) return;
    throw Error(ErrorKind::usage, fmt::format("--sort {}: must be one of {}", base::shown(name),
                                              fmt::join(column_names.begin(), usual, ", ")));
}

int parse_decimals(const std::string& text) {
    if (text.size() == 1 && text[0] >= '0' && text[0] <= '6') return text[0] - '0';
    throw Error(ErrorKind::usage, fmt::format("--decimals {}: must be 0 to 6", base::shown(text)));
}

sql::Request make_request(const Flags& flags) {
    check_sort(flags.score.sort);
    sql::Request request;
    request.plan = make_plan(flags.score);
    if (!request.plan.time_zone.empty()) orders::today_in(request.plan.time_zone);  // refuses a zone that there is not
    pipeline::check_plan(request.plan);
    // With an as-of date a window is a first day, and nothing is read to find it.
    if (request.plan.as_of && request.plan.window) {
        request.plan = pipeline::find_time_frame(request.plan, nullptr).plan;
        request.plan.window.reset();
    }
    request.table = flags.table;
    request.amount_decimals = parse_decimals(flags.decimals);
    request.form = flags.simple ? sql::Form::simple : sql::Form::cut_points;
    return request;
}

int run(const Flags& flags) {
    if (flags.dialect.empty()) {
        throw Error(ErrorKind::usage, "--dialect: is needed, as in --dialect duckdb; see rfm sql --help");
    }
    const sql::Dialect& dialect = sql::dialect_named(flags.dialect);
    const sql::Request request = make_request(flags);
    print(flags.ddl      ? sql::table_ddl(request, dialect)
          : flags.counts ? sql::counts_query(request, dialect)
                         : sql::score_query(request, dialect));
    return 0;
}

}  // namespace

void add_sql_command(CLI::App& app, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand("sql", "Write the query that scores a table of orders as score does a file");
    command
        ->add_option("--dialect", flags->dialect,
                     "bigquery, clickhouse, duckdb, postgres, snowflake, spark, sqlite or trino")
        ->type_name("ENGINE");
    command->add_option("--table", flags->table, "The table of orders, as in shop.orders or '\"my.shop\".orders'")
        ->type_name("NAME");
    command
        ->add_option("--decimals", flags->decimals, "With which amounts are written; more in the table stop the query")
        ->type_name("N");
    command->add_flag("--simple", flags->simple,
                      "Window functions over all customers: for reading, and for small tables");
    command->add_flag("--counts", flags->counts, "Another query: the counts of the summary");
    command->add_flag("--ddl", flags->ddl, "No query, but CREATE TABLE for orders with these columns");
    add_score_flags(*command, flags->score);
    add_selection_flags(*command, flags->score);
    const std::vector<const CLI::Option*> others = hide_other_flags(*command);
    describe_flags(*command);
    refuse_empty_values(*command);
    command->callback([flags, command, others, &chosen] {
        refuse_other_flags(others);
        refuse_together(*command);
        chosen = [flags] { return run(*flags); };
    });
}

}  // namespace rfm::cli
