// Steps of a flow on a directed graph that reinforces the edges it takes, linear rule, in place. With x_u = f_u / Σ_w p_uw and
// y_v = b_v / Σ_w p_wv of the old state, every edge u → v carries p x_u onwards and p y_v home, and then
//
//   p ← left (p + p x_u + p y_v),   f_v ← passage_v Σ_u p_uv x_u,   b_u ← passage_u Σ_v p_uv y_v,
//
// with injections at both ends. Edges lie by tail, so all that belongs to a tail stays in registers; what belongs to a head stands together
// in one record, a quarter to a half of a cache line that is touched once an edge, and fetched some edges ahead. Sums run over edges in their
// order, so the bits are those of the plain loop in TypeScript.
#pragma once

#include "carver.hpp"

OVERPARAM_BEGIN

struct LinearFlow {
  // Of a node as a head: y, the flow that arrives, and the next Σ p over edges into it.
  struct Head {
    double home, arrived, entering, unused;
  };
  static constexpr Count ahead = 24;  // edges

  Count nodes, edges, source, sink;
  double left, growth, forward, backward;
  int32_t* rows;     // [nodes + 1]
  int32_t* heads;    // [edges], and some more that are fetched ahead of nothing
  double* passage;   // [nodes], over the growth
  double* leaving;   // Σ p over edges out of each node
  Head* at;          // [nodes]

  static void layout(Carver& carver, LinearFlow& p, double nodes, double edges) {
    LinearFlow* self;
    carver.take(self, 1);
    carver.take(p.rows, nodes + 1);
    carver.take(p.heads, edges + ahead);
    carver.take(p.passage, nodes);
    carver.take(p.leaving, nodes);
    carver.take(p.at, nodes);
  }

  static double quotient(double flow, double sum) { return sum > 0 ? flow / sum : 0; }

  // θ is p [edges], f [nodes], b [nodes] and one number k that shrinks with the growth.
  void advance(double* theta, Count steps) {
    double *const p = theta, *const f = theta + edges, *const b = f + nodes, *const offset = b + nodes;
    for (Count v = 0; v < nodes; v++) at[v].entering = 0;
    for (Count u = 0; u < nodes; u++) {
      double sum = 0;
      for (Count e = rows[u]; e < rows[u + 1]; e++) {
        sum += p[e];
        at[heads[e]].entering += p[e];
      }
      leaving[u] = sum;
    }
    for (Count v = 0; v < nodes; v++) at[v] = {quotient(b[v], at[v].entering), 0, 0, 0};
    for (Count step = 0; step < steps; step++) {
      pass(p, f, b);
      b[source] = 0;
      b[sink] = backward;
      // What arrived, and the quotients of the next step, in one pass over the records.
      for (Count v = 0; v < nodes; v++) {
        f[v] = passage[v] * at[v].arrived;
        at[v] = {quotient(b[v], at[v].entering), 0, 0, 0};
      }
      f[sink] = 0;
      f[source] = forward;
      *offset = *offset / growth;
    }
  }

 private:
  void pass(double* p, const double* f, double* b) {
    for (Count u = 0; u < nodes; u++) {
      const double out = quotient(f[u], leaving[u]);
      double returned = 0, next_sum = 0;
      for (Count e = rows[u]; e < rows[u + 1]; e++) {
        __builtin_prefetch(&at[heads[e + ahead]], 1);
        Head& head = at[heads[e]];
        const double level = p[e], onwards = level * out, home = level * head.home, next = left * (level + onwards + home);
        p[e] = next;
        returned += home;
        next_sum += next;
        head.arrived += onwards;
        head.entering += next;
      }
      b[u] = passage[u] * returned;
      leaving[u] = next_sum;
    }
  }
};

OVERPARAM_END
