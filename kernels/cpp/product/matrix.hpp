// A matrix seen through strides: a transpose or a block is another view of the same numbers.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

struct Matrix {
  const double* at;
  Count row;     // from one row to the next
  Count column;  // from one column to the next

  Matrix transposed() const { return {at, column, row}; }
  Matrix from(Count i, Count j) const { return {at + i * row + j * column, row, column}; }
};

// [rows,columns] stored row after row, as everything that TypeScript passes is.
inline Matrix row_major(const double* at, Count columns) { return {at, columns, 1}; }

OVERPARAM_END
