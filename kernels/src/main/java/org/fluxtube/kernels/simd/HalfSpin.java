package org.fluxtube.kernels.simd;

/**
 * One component of half spinors, h = x_at + f x_other, and where u h goes: y_at = y_at + u h and
 * y_to = y_to + g u h. f and g are real or imaginary: the real part of what is added is one number
 * times the real or the imaginary part.
 *
 * @param at where the component begins in x and in y
 * @param atRe where what is added to the real part begins in x
 * @param atIm where what is added to the imaginary part begins in x
 * @param re its factor
 * @param im its factor
 * @param toRe where the real part of u h is added a second time in y
 * @param toIm where the imaginary part is
 * @param fromRe the factor of the real part there
 * @param fromIm the factor of the imaginary part there
 */
record HalfSpin(
    int at,
    int atRe,
    int atIm,
    double re,
    double im,
    int toRe,
    int toIm,
    double fromRe,
    double fromIm) {}
