// One member of a team at work on a deep network: every member runs the same program, takes its share of each stage, and meets the
// others at the stage's end. What an entry is made of never depends on who computes it, so neither do the bits.
#pragma once

#include "product/product.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

// An epilogue of a part of a product: counts rows and columns from the whole one's corner.
template <class Epilogue>
struct FromCorner {
  const Epilogue& finish;
  Count i0, j0;
  void operator()(double* entries, Count i, Count j, Count count) const { finish(entries, i0 + i, j0 + j, count); }
};

// Below this many multiply-adds a call is not worth waking anyone for.
inline constexpr double shared_deep_work = 1e6;

struct Hand {
  Team& team;
  int member;
  ProductScratch* scratch;  // one a member

  // act(task) for all tasks, by whoever comes; everyone's results are there afterwards.
  template <class Act>
  void each(Count tasks, const Act& act) {
    for (Count task = team.take(); task < tasks; task = team.take()) act(task);
    team.meet();
  }

  template <class Act>
  void once(const Act& act) {
    if (member == 0) act();
    team.meet();
  }

  // A product in parts, along the longer side: one part where nobody shares, else two a member.
  template <class Epilogue = Bare>
  void multiply(Matrix a, Matrix b, double* c, Count stride, Count rows, Count inner, Count columns, bool add = false, double factor = 1,
                const Epilogue& finish = {}) {
    const bool by_rows = rows > columns;
    const Count whole = by_rows ? rows : columns, unit = by_rows ? tile_samples : panel_width;
    const Count parts = team.members == 1 ? 1 : 2 * team.members;
    const Count part = ((whole + parts - 1) / parts + unit - 1) / unit * unit;
    each((whole + part - 1) / part, [&](Count task) {
      const Count first = task * part, count = whole - first < part ? whole - first : part;
      const Count i0 = by_rows ? first : 0, j0 = by_rows ? 0 : first;
      product(a.from(i0, 0), b.from(0, j0), c + i0 * stride + j0, stride, by_rows ? count : rows, inner, by_rows ? columns : count,
              scratch[member], add, factor, Part::all, FromCorner<Epilogue>{finish, i0, j0});
    });
  }
};

// program(hand) on every member of the team, or alone.
template <class Program>
inline void run_on(Team* team, bool shared, ProductScratch* scratch, const Program& program) {
  struct Order {
    const Program* program;
    ProductScratch* scratch;
  } order{&program, scratch};
  const Team::Job job = [](void* argument, Team& with, int member) {
    const Order& asked = *static_cast<Order*>(argument);
    Hand hand{with, member, asked.scratch};
    (*asked.program)(hand);
  };
  if (shared && team->members > 1) return team->run(job, &order);
  Team alone;
  alone.open(1);
  job(&order, alone, 0);
}

OVERPARAM_END
