// Steps of a flow on a directed graph that reinforces the edges it takes, linear rule, in place. With x_u = f_u / Σ_w p_uw and
// y_v = b_v / Σ_w p_wv of the old state, every edge u → v carries p x_u onwards and p y_v home, and then
//
//   p ← left (p + p x_u + p y_v),   f_v ← passage_v Σ_u p_uv x_u,   b_u ← passage_u Σ_v p_uv y_v,
//
// with injections at both ends. Edges lie by tail, so all that belongs to a tail stays in registers; what belongs to a head stands together
// in one record, a quarter to a half of a cache line that is touched once an edge, and fetched some edges ahead.
//
// Sums run over edges in their order, so the bits are those of the plain loop in TypeScript, however many threads take part: each has the edges
// into a range of heads, whose records stay in its own cache, and a tail's sums go from one thread to the next, which follows some tails behind.
#pragma once

#include "bits.hpp"
#include "carver.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

struct LinearFlow {
  // Of a node as a head: y, the flow that arrives, and the next Σ p over edges into it.
  struct Head {
    double home, arrived, entering, unused;
  };
  // The edges into the heads [from, to), by tail: those out of u are starts[u] … starts[u+1] − 1 of them, and from first[u] on of all.
  struct Share {
    Count from, to;
    int32_t* starts;  // [nodes + 1]
    int32_t* first;   // [nodes]
    int32_t* heads;   // its edges, and some more that are fetched ahead of nothing
    double* levels;   // p of its edges; θ itself for a thread alone
    alignas(64) Signal passed;  // blocks of tails that this step has left behind
  };
  static constexpr Count ahead = 24;        // edges
  static constexpr Count tails = 1024;      // in a block
  static constexpr Count most_shares = 4;
  static constexpr double shared_edges = 2e5;  // fewer are not worth waking anyone for

  Count nodes, edges, source, sink, shares;
  double left, growth, forward, backward;
  Team* team;
  int32_t* rows;     // [nodes + 1]
  double* passage;   // [nodes], over the growth
  double* leaving;   // Σ p over edges out of each node
  double* onwards;   // x [nodes]
  Head* at;          // [nodes]
  Share share[most_shares];

  static double shares_of(double edges, double members) { return edges < shared_edges ? 1 : smaller(members, most_shares); }

  static void layout(Carver& carver, LinearFlow& p, double nodes, double edges, double members) {
    const double shares = shares_of(edges, members);
    LinearFlow* self;
    int32_t *lists, *heads;
    double* levels;
    carver.take(self, 1);
    carver.take(p.rows, nodes + 1);
    carver.take(p.passage, nodes);
    carver.take(p.leaving, nodes);
    carver.take(p.onwards, nodes);
    carver.take(p.at, nodes);
    carver.take(heads, edges + shares * ahead);
    carver.take(lists, shares > 1 ? shares * (2 * nodes + 1) : 0);
    carver.take(levels, shares > 1 ? edges : 0);
    p.share[0].heads = heads;
    p.share[0].starts = lists;
    p.share[0].levels = levels;
  }

  // Arrays have been laid out; `head(e)` is where edge e ends.
  template <class HeadOf>
  void open(Team* with, const HeadOf& head) {
    team = with;
    shares = static_cast<Count>(shares_of(static_cast<double>(edges), with->members));
    // A share's edges are one piece of every row only where heads ascend.
    for (Count u = 0; u < nodes; u++)
      for (Count e = rows[u] + 1; e < rows[u + 1]; e++)
        if (head(e) < head(e - 1)) shares = 1;
    int32_t* heads = share[0].heads;
    if (shares == 1) {
      share[0] = {0, nodes, rows, rows, heads, nullptr, {0, 0}};
      for (Count e = 0; e < edges; e++) heads[e] = head(e);
      for (Count e = edges; e < edges + ahead; e++) heads[e] = 0;
      return;
    }
    // Ranges of heads with about as many edges each.
    for (Count v = 0; v < nodes; v++) at[v].arrived = 0;
    for (Count e = 0; e < edges; e++) at[head(e)].arrived += 1;
    int32_t* lists = share[0].starts;
    double *levels = share[0].levels, before = 0;
    Count v = 0;
    for (Count k = 0; k < shares; k++) {
      Share& own = share[k];
      own.from = v;
      const double reach = static_cast<double>(edges) * static_cast<double>(k + 1) / static_cast<double>(shares);
      while (v < nodes && (k + 1 == shares || before < reach)) before += at[v++].arrived;
      own.to = v;
      own.starts = lists;
      own.first = lists + nodes + 1;
      lists += 2 * nodes + 1;
      own.heads = heads;
      own.levels = levels;
      own.passed = {0, 0};
      Count count = 0;
      for (Count u = 0; u < nodes; u++) {
        own.starts[u] = static_cast<int32_t>(count);
        Count e = k == 0 ? rows[u] : share[k - 1].first[u] + (share[k - 1].starts[u + 1] - share[k - 1].starts[u]);
        own.first[u] = static_cast<int32_t>(e);
        for (; e < rows[u + 1] && head(e) < own.to; e++) heads[count++] = head(e);
      }
      own.starts[nodes] = static_cast<int32_t>(count);
      for (Count e = 0; e < ahead; e++) heads[count + e] = static_cast<int32_t>(own.from < nodes ? own.from : 0);
      heads += count + ahead;
      levels += count;
    }
  }

  // θ is p [edges], f [nodes], b [nodes] and one number k that shrinks with the growth.
  void advance(double* theta, Count steps) {
    if (shares == 1) share[0].levels = theta;
    Order order{this, theta, steps};
    if (shares > 1) return team->run(member_of_run, &order);
    Team alone;
    alone.open(1);
    member_of_run(&order, alone, 0);
  }

 private:
  struct Order {
    LinearFlow* flow;
    double* theta;
    Count steps;
  };

  static double quotient(double flow, double sum) { return sum > 0 ? flow / sum : 0; }

  static void member_of_run(void* argument, Team& team, int member) {
    const Order& order = *static_cast<Order*>(argument);
    LinearFlow& flow = *order.flow;
    const bool takes_part = member < flow.shares;
    double *const f = order.theta + flow.edges, *const b = f + flow.nodes, *const offset = b + flow.nodes;
    if (takes_part) flow.begin(flow.share[member], order.theta);
    team.meet();
    if (takes_part) flow.quotients(flow.share[member], f, b);
    team.meet();
    for (Count step = 0; step < order.steps; step++) {
      if (takes_part) flow.pass(member, b);
      team.meet();
      if (takes_part) flow.arrive(flow.share[member], f, b);
      if (member == 0) *offset = *offset / flow.growth;
      team.meet();
    }
    if (takes_part && flow.shares > 1) flow.end(flow.share[member], order.theta);
  }

  // Σ p into its heads and, of as many tails, out of them.
  void begin(Share& own, const double* p) {
    for (Count v = own.from; v < own.to; v++) {
      at[v].entering = 0;
      double sum = 0;
      for (Count e = rows[v]; e < rows[v + 1]; e++) sum += p[e];
      leaving[v] = sum;
    }
    for (Count u = 0; u < nodes; u++) {
      const Count by = own.first[u] - own.starts[u];
      for (Count j = own.starts[u]; j < own.starts[u + 1]; j++) {
        at[own.heads[j]].entering += p[j + by];
        if (shares > 1) own.levels[j] = p[j + by];
      }
    }
  }

  void end(const Share& own, double* p) const {
    for (Count u = 0; u < nodes; u++) {
      const Count by = own.first[u] - own.starts[u];
      for (Count j = own.starts[u]; j < own.starts[u + 1]; j++) p[j + by] = own.levels[j];
    }
  }

  void quotients(const Share& own, const double* f, const double* b) {
    for (Count v = own.from; v < own.to; v++) {
      onwards[v] = quotient(f[v], leaving[v]);
      at[v] = {quotient(b[v], at[v].entering), 0, 0, 0};
    }
  }

  // What arrived, and the quotients of the next step.
  void arrive(Share& own, double* f, double* b) {
    for (Count v = own.from; v < own.to; v++) f[v] = passage[v] * at[v].arrived;
    const auto has = [&](Count v) { return own.from <= v && v < own.to; };
    if (has(source)) b[source] = 0;
    if (has(sink)) {
      b[sink] = backward;
      f[sink] = 0;
    }
    if (has(source)) f[source] = forward;
    quotients(own, f, b);
    own.passed.value = 0;
  }

  // One share's part of a step. What a tail's edges return and leave behind is the sum of the shares before, continued.
  void pass(Count k, double* b) {
    Share& own = share[k];
    const int32_t *const starts = own.starts, *const heads = own.heads;
    double* const levels = own.levels;
    const bool is_first = k == 0, is_last = k + 1 == shares;
    for (Count from = 0, block = 1; from < nodes; from += tails, block++) {
      if (!is_first)
        for (int now = share[k - 1].passed.now(); now < block; now = share[k - 1].passed.now()) share[k - 1].passed.wait_while(now);
      const Count to = nodes - from < tails ? nodes : from + tails;
      for (Count u = from; u < to; u++) {
        const double out = onwards[u];
        double returned = is_first ? 0 : b[u], sum = is_first ? 0 : leaving[u];
        for (Count j = starts[u]; j < starts[u + 1]; j++) {
          __builtin_prefetch(&at[heads[j + ahead]], 1);
          Head& head = at[heads[j]];
          const double level = levels[j], carried = level * out, home = level * head.home, next = left * (level + carried + home);
          levels[j] = next;
          returned += home;
          sum += next;
          head.arrived += carried;
          head.entering += next;
        }
        b[u] = is_last ? passage[u] * returned : returned;
        leaving[u] = sum;
      }
      if (!is_last) own.passed.raise();
    }
  }
};

OVERPARAM_END
