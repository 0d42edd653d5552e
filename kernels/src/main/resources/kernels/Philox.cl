// Whole kernels of random numbers: written by hand, for the reason given in Random.cl.
#include "Random.cl"

// Words of block 0 of each site: out[4 s + w].
__kernel void words(
    __global int *out, int word0, int word2, int word3, int key0, int key1, int volume) {
  int s = get_global_id(0);
  if (s < volume) {
    uint4 w = philox(
        (uint4)((uint)word0, (uint)s, (uint)word2, (uint)word3), (uint2)((uint)key0, (uint)key1));
    out[4 * s] = (int)w.x;
    out[4 * s + 1] = (int)w.y;
    out[4 * s + 2] = (int)w.z;
    out[4 * s + 3] = (int)w.w;
  }
}

// The two uniforms of block 0 of each site: out[2 s + i].
__kernel void uniforms(
    __global double *out, int word0, int word2, int word3, int key0, int key1, int volume) {
  int s = get_global_id(0);
  if (s < volume) {
    uint4 w = philox(
        (uint4)((uint)word0, (uint)s, (uint)word2, (uint)word3), (uint2)((uint)key0, (uint)key1));
    out[2 * s] = uniform53(w.x, w.y);
    out[2 * s + 1] = uniform53(w.z, w.w);
  }
}

// out[component][i] = sigma times a normal number of site sites[first + i] (Box-Muller): one
// work-item a site and block, that is, a pair of components; count = volume * ceil(reals / 2).
__kernel void gaussian(
    __global double *out, double sigma, int word0, int word2, int word3, int key0, int key1,
    __global int *sites, int first, int reals, int volume, int count) {
  int i = get_global_id(0);
  if (i < count) {
    int block = i / volume;
    int s = i - block * volume;
    uint4 w = philox(
        (uint4)((uint)word0 | (uint)block, (uint)sites[first + s], (uint)word2, (uint)word3),
        (uint2)((uint)key0, (uint)key1));
    double r = sqrt(-2.0 * log(uniform53(w.x, w.y)));
    double angle = 2 * 3.14159265358979323846 * uniform53(w.z, w.w);
    out[2 * block * volume + s] = sigma * (r * cos(angle));
    if (2 * block + 1 < reals) {
      out[(2 * block + 1) * volume + s] = sigma * (r * sin(angle));
    }
  }
}

// The same numbers, rounded at the end.
__kernel void gaussianFloat(
    __global float *out, double sigma, int word0, int word2, int word3, int key0, int key1,
    __global int *sites, int first, int reals, int volume, int count) {
  int i = get_global_id(0);
  if (i < count) {
    int block = i / volume;
    int s = i - block * volume;
    uint4 w = philox(
        (uint4)((uint)word0 | (uint)block, (uint)sites[first + s], (uint)word2, (uint)word3),
        (uint2)((uint)key0, (uint)key1));
    double r = sqrt(-2.0 * log(uniform53(w.x, w.y)));
    double angle = 2 * 3.14159265358979323846 * uniform53(w.z, w.w);
    out[2 * block * volume + s] = (float)(sigma * (r * cos(angle)));
    if (2 * block + 1 < reals) {
      out[(2 * block + 1) * volume + s] = (float)(sigma * (r * sin(angle)));
    }
  }
}
