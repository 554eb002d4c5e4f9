/** A length of time in words: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time left, rounded as a person would say it. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${Math.max(1, seconds)} s left`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${Math.round((seconds % 60) / 10) * 10} s left`.replace(" 60 s", " 50 s");
  return `${duration(Math.round(seconds / 60) * 60_000)} left`;
}
