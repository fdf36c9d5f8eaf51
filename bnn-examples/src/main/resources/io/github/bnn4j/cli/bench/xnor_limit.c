/* The practical limit of a packed binary matrix product on this CPU: hand-written AVX-512 VPOPCNTDQ, or, where that is
 * missing, Harley-Seal carry-save adders in AVX2 (Mula, Kurz, Lemire, arXiv 1611.07612).
 *
 *   gcc -O3 -march=native xnor_limit.c -o xnor_limit && ./xnor_limit
 *
 * out[b][n] = popcount(a[b] XOR w[n]) for K = N = 4096. Prints the median rate of one thread, in Gop/s, where one binary
 * multiply-accumulate is 2 operations. Weights are interleaved w[n/LANES][k][LANES], 64-byte aligned. */
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { K = 4096, N = 4096, WORDS = K / 64, ROUNDS = 9 };

#if defined(__AVX512F__) && defined(__AVX512VPOPCNTDQ__)

#define METHOD "AVX-512 VPOPCNTDQ"
enum { LANES = 8 };

/* The tile is 4 rows x 32 neurons. */
#define TILE(ROWS)                                                                                            \
  static inline void tile##ROWS(const uint64_t *a, const uint64_t *w, int32_t *out, int n) {                  \
    __m512i c[ROWS][4];                                                                                       \
    for (int i = 0; i < ROWS; i++)                                                                            \
      for (int j = 0; j < 4; j++) c[i][j] = _mm512_setzero_si512();                                           \
    const uint64_t *y = w + (size_t)n * WORDS;                                                                \
    for (int k = 0; k < WORDS; k++) {                                                                         \
      __m512i q[4];                                                                                           \
      _Pragma("GCC unroll 4") for (int j = 0; j < 4; j++)                                                     \
        q[j] = _mm512_load_si512(y + (size_t)j * 8 * WORDS + (size_t)k * 8);                                  \
      _Pragma("GCC unroll 4") for (int i = 0; i < ROWS; i++) {                                                \
        __m512i p = _mm512_set1_epi64((long long)a[(size_t)i * WORDS + k]);                                   \
        _Pragma("GCC unroll 4") for (int j = 0; j < 4; j++)                                                   \
          c[i][j] = _mm512_add_epi64(c[i][j], _mm512_popcnt_epi64(_mm512_xor_si512(p, q[j])));                \
      }                                                                                                       \
    }                                                                                                         \
    for (int i = 0; i < ROWS; i++)                                                                            \
      for (int j = 0; j < 4; j++)                                                                             \
        _mm256_storeu_si256((void *)(out + (size_t)i * N + n + 8 * j), _mm512_cvtepi64_epi32(c[i][j]));       \
  }
TILE(4)
TILE(1)

static void fastest(const uint64_t *a, const uint64_t *w, int32_t *out, int batch) {
  for (int n = 0; n < N; n += 32) {
    int b = 0;
    for (; b + 4 <= batch; b += 4) tile4(a + (size_t)b * WORDS, w, out + (size_t)b * N, n);
    for (; b < batch; b++) tile1(a + (size_t)b * WORDS, w, out + (size_t)b * N, n);
  }
}

#elif defined(__AVX2__)

#define METHOD "AVX2 Harley-Seal"
enum { LANES = 4 };

static inline __m256i counts(__m256i v) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i low = _mm256_set1_epi8(15);
  __m256i lower = _mm256_shuffle_epi8(table, _mm256_and_si256(v, low));
  __m256i upper = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(v, 4), low));
  return _mm256_add_epi8(lower, upper);
}

static inline __m256i weighted(__m256i v, int shift) {
  return _mm256_slli_epi64(_mm256_sad_epu8(v, _mm256_setzero_si256()), shift);
}

#define CSA(high, low, x, y, z)                             \
  do {                                                      \
    __m256i u_ = _mm256_xor_si256(x, y), z_ = (z);          \
    high = _mm256_or_si256(_mm256_and_si256(x, y), _mm256_and_si256(u_, z_)); \
    low = _mm256_xor_si256(u_, z_);                         \
  } while (0)

#define X(i) _mm256_xor_si256(_mm256_set1_epi64x((long long)a[k + i]), _mm256_load_si256((const void *)(y + (k + i) * 4)))
#define PAIR(high, i)                 \
  do {                                \
    __m256i first_ = X(i);            \
    CSA(high, ones, ones, first_, X(i + 1)); \
  } while (0)

static inline void column(const uint64_t *a, const uint64_t *y, int32_t *out) {
  __m256i ones = _mm256_setzero_si256(), twos = ones, fours = ones, eights = ones, sixteens = ones;
  __m256i ta, tb, fa, fb, ea, eb, s;
  for (int k = 0; k < WORDS; k += 16) {
    PAIR(ta, 0); PAIR(tb, 2); CSA(fa, twos, twos, ta, tb);
    PAIR(ta, 4); PAIR(tb, 6); CSA(fb, twos, twos, ta, tb);
    CSA(ea, fours, fours, fa, fb);
    PAIR(ta, 8); PAIR(tb, 10); CSA(fa, twos, twos, ta, tb);
    PAIR(ta, 12); PAIR(tb, 14); CSA(fb, twos, twos, ta, tb);
    CSA(eb, fours, fours, fa, fb);
    CSA(s, eights, eights, ea, eb);
    sixteens = _mm256_add_epi8(sixteens, counts(s));
  }
  __m256i sum = weighted(sixteens, 4);
  sum = _mm256_add_epi64(sum, weighted(counts(eights), 3));
  sum = _mm256_add_epi64(sum, weighted(counts(fours), 2));
  sum = _mm256_add_epi64(sum, weighted(counts(twos), 1));
  sum = _mm256_add_epi64(sum, weighted(counts(ones), 0));
  out[0] = (int32_t)_mm256_extract_epi64(sum, 0);
  out[1] = (int32_t)_mm256_extract_epi64(sum, 1);
  out[2] = (int32_t)_mm256_extract_epi64(sum, 2);
  out[3] = (int32_t)_mm256_extract_epi64(sum, 3);
}

static void fastest(const uint64_t *a, const uint64_t *w, int32_t *out, int batch) {
  for (int n = 0; n < N; n += 4)
    for (int b = 0; b < batch; b++) column(a + (size_t)b * WORDS, w + (size_t)n * WORDS, out + (size_t)b * N + n);
}

#else
#error "needs avx2, or avx512f and avx512_vpopcntdq"
#endif

static void naive(const uint64_t *a, const uint64_t *w, int32_t *out, int batch) {
  for (int b = 0; b < batch; b++)
    for (int n = 0; n < N; n++) {
      int32_t s = 0;
      for (int k = 0; k < WORDS; k++)
        s += __builtin_popcountll(a[(size_t)b * WORDS + k] ^ w[((size_t)(n / LANES) * WORDS + k) * LANES + n % LANES]);
      out[(size_t)b * N + n] = s;
    }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int ascending(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

static uint64_t state = 88172645463325252ULL;
static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

int main(void) {
  const int batches[] = {1, 64, 1000};
  uint64_t *a = aligned_alloc(64, 1000 * WORDS * 8), *w = aligned_alloc(64, (size_t)N * WORDS * 8);
  int32_t *out = aligned_alloc(64, 1000 * N * 4), *expected = aligned_alloc(64, 1000 * N * 4);
  for (int i = 0; i < 1000 * WORDS; i++) a[i] = next_random();
  for (int i = 0; i < N * WORDS; i++) w[i] = next_random();
  printf("method %s\n", METHOD);
  for (int i = 0; i < 3; i++) {
    int batch = batches[i];
    double rate[ROUNDS];
    naive(a, w, expected, batch);
    for (int r = 0; r < ROUNDS; r++) {
      int runs = 0;
      double start = now(), spent;
      do {
        fastest(a, w, out, batch);
        runs++;
        spent = now() - start;
      } while (spent < 0.1);
      rate[r] = 2.0 * batch * N * K * runs / spent / 1e9;
    }
    for (int j = 0; j < batch * N; j++)
      if (out[j] != expected[j]) return fprintf(stderr, "wrong result at %d\n", j), 1;
    qsort(rate, ROUNDS, sizeof *rate, ascending);
    printf("batch %4d  median %7.0f Gop/s  (min %.0f, max %.0f)\n", batch, rate[ROUNDS / 2], rate[0], rate[ROUNDS - 1]);
  }
  return 0;
}
