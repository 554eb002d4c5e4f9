// Made by kernels/scripts/derive-coefficients.py. Do not edit.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

inline constexpr double ln2_1 = 0x1.62e42fee00000p-1;
inline constexpr double ln2_2 = 0x1.a39ef35793c76p-33;

inline constexpr double one_over_ln2 = 0x1.71547652b82fep+0;
inline constexpr double two_over_pi = 0x1.45f306dc9c883p-1;

inline constexpr double half_pi_1 = 0x1.921fb54400000p+0;
inline constexpr double half_pi_2 = 0x1.0b4611a600000p-34;
inline constexpr double half_pi_3 = 0x1.3198a2e000000p-69;
inline constexpr double half_pi_4 = 0x1.b839a252049c1p-104;

inline constexpr double pi_high = 0x1.921fb54442d18p+1;
inline constexpr double pi_low = 0x1.1a62633145c07p-53;
inline constexpr double atan_half_high = 0x1.dac670561bb4fp-2;
inline constexpr double atan_half_low = 0x1.a2b7f222f65e2p-56;

// (e^r - 1 - r) / r^2, |r| <= ln 2 / 2; 11 terms, absolute error 1.4e-18.
inline constexpr double exp_tail[11] = {
    0x1.0000000000000p-1,
    0x1.5555555555557p-3,
    0x1.5555555555556p-5,
    0x1.11111111100dcp-7,
    0x1.6c16c16c162d4p-10,
    0x1.a01a01abe7fe1p-13,
    0x1.a01a01a6d889cp-16,
    0x1.71de0231960ebp-19,
    0x1.27e4db646b17ep-22,
    0x1.af4de97ca4194p-26,
    0x1.1f730349868cep-29,
};

// (log((1+s)/(1-s)) - 2s) / s^3 as a polynomial in z = s^2, |s| <= 3 - 2 sqrt 2; 9 terms, absolute error 1.4e-20.
inline constexpr double log_tail[9] = {
    0x1.5555555555555p-1,
    0x1.9999999999998p-2,
    0x1.249249249295bp-2,
    0x1.c71c71c64c4b9p-3,
    0x1.745d17d378427p-3,
    0x1.3b137b291cc0dp-3,
    0x1.111d29291fef6p-3,
    0x1.debe85c9b376dp-4,
    0x1.e6b2d29e10ceap-4,
};

// (sin x - x) / x^3 in z = x^2, |x| <= pi/4; 7 terms, absolute error 1.2e-20.
inline constexpr double sin_tail[7] = {
    -0x1.5555555555555p-3,
    0x1.1111111111110p-7,
    -0x1.a01a01a019936p-13,
    0x1.71de3a54605eep-19,
    -0x1.ae64541266378p-26,
    0x1.61217ec01749dp-33,
    -0x1.ab17a79237a19p-41,
};

// (cos x - 1 + x^2/2) / x^4 in z = x^2, |x| <= pi/4; 7 terms, absolute error 6.5e-22.
inline constexpr double cos_tail[7] = {
    0x1.5555555555555p-5,
    -0x1.6c16c16c16c16p-10,
    0x1.a01a01a019d0ap-16,
    -0x1.27e4fb7712bdfp-22,
    0x1.1eed8deb6d561p-29,
    -0x1.9394b9c9c20a4p-37,
    0x1.ab783376962cfp-45,
};

// (atan x - x) / x^3 in z = x^2, |x| <= 1/4; 9 terms, absolute error 4.1e-18.
inline constexpr double atan_tail[9] = {
    -0x1.5555555555555p-2,
    0x1.9999999999819p-3,
    -0x1.249249246a320p-3,
    0x1.c71c71937c71bp-4,
    -0x1.745d069641c85p-4,
    0x1.3b10a743ad56dp-4,
    -0x1.10bd65ecddbdbp-4,
    0x1.d7490973936c1p-5,
    -0x1.50271856f7796p-5,
};

// (tanh x - x) / x^3 in z = x^2, |x| <= 1; 16 terms, absolute error 4.7e-18.
inline constexpr double tanh_tail[16] = {
    -0x1.5555555555555p-2,
    0x1.11111111110b9p-3,
    -0x1.ba1ba1ba1453ep-5,
    0x1.664f4880d2a47p-6,
    -0x1.226e3519865dfp-7,
    0x1.d6d3c538d0bbep-9,
    -0x1.7da2bdc3daa27p-10,
    0x1.3551ae34bdfffp-11,
    -0x1.f5211730ee038p-13,
    0x1.94981e5bdbe6fp-14,
    -0x1.42090e21d3d28p-15,
    0x1.ea19b73b128d8p-17,
    -0x1.4eb911dcd9788p-18,
    0x1.7238a0a7e22b6p-20,
    -0x1.1ab979c0ab58cp-22,
    0x1.b028f6cb72ebfp-26,
};

// erf(x)/x - 1 in z = x^2, |x| <= 1; 12 terms, absolute error 7.4e-18.
inline constexpr double erf_tail[12] = {
    0x1.06eba8214db68p-3,
    -0x1.812746b0379c1p-2,
    0x1.ce2f21a040f66p-4,
    -0x1.b82ce31203772p-6,
    0x1.565bccfa44156p-8,
    -0x1.c02db0665e53dp-11,
    0x1.f9a2be4f731a1p-14,
    -0x1.f4ca838adb73bp-17,
    0x1.b981d78881a5dp-20,
    -0x1.5c131500d3f88p-23,
    0x1.d76af6ca49787p-27,
    -0x1.ac9585a44fe29p-31,
};

// e^(x^2) erfc(x) in s = (x - 2)/(x + 2), 1 <= x <= 6; 17 terms, absolute error 2.4e-18.
inline constexpr double erfc_scaled[17] = {
    0x1.058671b52c776p-2,
    -0x1.b57034efd3f74p-2,
    0x1.eeea7dc8a78a1p-3,
    -0x1.437f0b68c0489p-4,
    0x1.e9471597be87ap-9,
    0x1.ca95ed50b7c81p-8,
    -0x1.bc25a48873fcfp-11,
    -0x1.016b5b63ce721p-10,
    0x1.6d5ee91b54222p-15,
    0x1.6da887a2804f7p-13,
    0x1.cdd4519ae1742p-16,
    -0x1.ce6ac975b91e0p-16,
    -0x1.d5b4578dde1bbp-17,
    0x1.5e89dbd23021dp-20,
    0x1.0d39558a33004p-18,
    0x1.559a2f0faada6p-20,
    -0x1.30be46f379823p-20,
};

// psi(t)/t^3 = sum_k (-1)^k 2(k+1) / (2k+3)! t^(2k): the Taylor series, alternating, for t < 1.
inline constexpr double psi_tail[10] = {
    0x1.5555555555555p-2,
    -0x1.1111111111111p-5,
    0x1.3813813813814p-10,
    -0x1.71de3a556c734p-16,
    0x1.0cfeb60f94b0ep-22,
    -0x1.08db48ebe51c7p-29,
    0x1.78af56a4d411bp-37,
    -0x1.952c77030ad4ap-45,
    0x1.5532eaf516982p-53,
    -0x1.ce272b49432cep-62,
};

// The first 1280 bits of 2/pi after the point, most significant word first.
inline constexpr unsigned two_over_pi_words[40] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
};

OVERPARAM_END
