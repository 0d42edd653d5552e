// Philox 4x32-10 (Salmon et al., SC11), bit-equal to the engine's; written by hand, since the
// translator cannot be trusted with unsigned arithmetic. Included in texts that draw.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

static inline __attribute__((always_inline)) uint4 philox(uint4 c, uint2 k) {
  for (int r = 0; r < 10; r++) {
    uint hi0 = mul_hi(0xD2511F53u, c.x);
    uint lo0 = 0xD2511F53u * c.x;
    uint hi1 = mul_hi(0xCD9E8D57u, c.z);
    uint lo1 = 0xCD9E8D57u * c.z;
    c = (uint4)(hi1 ^ c.y ^ k.x, lo1, hi0 ^ c.w ^ k.y, lo0);
    k += (uint2)(0x9E3779B9u, 0xBB67AE85u);
  }
  return c;
}

// In (0,1): odd multiples of 2^-53.
static inline __attribute__((always_inline)) double uniform53(uint a, uint b) {
  ulong n = ((ulong)(a >> 5) << 26) | (ulong)(b >> 6) | 1ul;
  return (double)n * 0x1p-53;
}

// The body of the helper Uniforms.draw in translated kernels.
static inline __attribute__((always_inline)) void draw_uniforms(
    int word0, int site, int word2, int word3, int key0, int key1, int block, double *pair) {
  uint4 w = philox(
      (uint4)((uint)word0 | (uint)block, (uint)site, (uint)word2, (uint)word3),
      (uint2)((uint)key0, (uint)key1));
  pair[0] = uniform53(w.x, w.y);
  pair[1] = uniform53(w.z, w.w);
}
