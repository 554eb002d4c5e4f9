// A batch of products, cut into strips that the members of a team take: strips of rows, or of columns where there are more of those.
//
// An entry's sum depends on the inner size alone, so neither the cut nor who takes a strip changes a bit.
#pragma once

#include "product/product.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

struct SharedProduct {
  const double *a, *b;
  double* out;
  Count batch, rows, inner, columns;
  bool transpose_a, transpose_b, add, bare;
  Finish finish;
  ProductScratch* scratch;  // one a member
  int members;              // that take part

  // Multiply-adds below which waking the others takes longer than they save (measured: some 20 µs).
  static constexpr double shared_work = 2e6;

  static double members_of(double batch, double rows, double inner, double columns, double members) {
    return batch * rows * inner * columns < shared_work ? 1 : members;
  }

  static void layout(Carver& carver, SharedProduct& p, double batch, double rows, double inner, double columns, double members) {
    const double taking = members_of(batch, rows, inner, columns, members);
    carver.take(p.scratch, taking);
    for (double i = 0; i < taking; i++) {
      ProductScratch one;
      ProductScratch::layout(carver, one, rows, inner, columns);
      if (p.scratch != nullptr) p.scratch[static_cast<Count>(i)] = one;
    }
  }

  bool by_rows() const { return rows >= columns; }
  Count unit() const { return by_rows() ? tile_samples : panel_width; }

  // Strips of one product: two a member, so that a slow one holds up a quarter of the work, but each is packed anew.
  Count strips() const {
    if (members == 1 || batch >= 2 * members) return 1;
    const Count tiles = ((by_rows() ? rows : columns) + unit() - 1) / unit(), wanted = (2 * members + batch - 1) / batch;
    return tiles < wanted ? (tiles > 0 ? tiles : 1) : wanted;
  }

  void run(Team& team) {
    if (members > 1) return team.run(member_of_run, this);
    for (Count task = 0; task < batch * strips(); task++) strip(task, scratch[0]);
  }

 private:
  static void member_of_run(void* argument, Team& team, int member) {
    const SharedProduct& p = *static_cast<SharedProduct*>(argument);
    const Count tasks = p.batch * p.strips();
    for (Count task = team.take(); task < tasks; task = team.take()) p.strip(task, p.scratch[member]);
  }

  void strip(Count task, const ProductScratch& own) const {
    const Count count = strips(), item = task / count, part = task % count, extent = by_rows() ? rows : columns;
    const Count tiles = (extent + unit() - 1) / unit();
    const Count from = part * tiles / count * unit(), reach = (part + 1) * tiles / count * unit(), to = reach < extent ? reach : extent;
    const double* left = a + item * rows * inner;
    const double* right = b + item * inner * columns;
    Matrix first = transpose_a ? row_major(left, rows).transposed() : row_major(left, inner);
    Matrix second = transpose_b ? row_major(right, inner).transposed() : row_major(right, columns);
    const Count i0 = by_rows() ? from : 0, j0 = by_rows() ? 0 : from, high = by_rows() ? to - from : rows, wide = by_rows() ? columns : to - from;
    first = first.from(i0, 0);
    second = second.from(0, j0);
    const Count at = item * rows * columns + i0 * columns + j0;
    if (bare) return product(first, second, out + at, columns, high, inner, wide, own, add);
    Finish here = finish;
    if (here.row_bias != nullptr) here.row_bias += i0;
    if (here.column_bias != nullptr) here.column_bias += j0;
    if (here.mask != Fold::identity) here.before += at;
    product(first, second, out + at, columns, high, inner, wide, own, add, 1, Part::all, here);
  }
};

OVERPARAM_END
