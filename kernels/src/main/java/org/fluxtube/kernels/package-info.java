/**
 * Backends that implement the engine's field operations.
 *
 * <ul>
 *   <li>{@code org.fluxtube.kernels.simd}: vectors of the processor, one thread.
 *   <li>{@code org.fluxtube.kernels.opencl}: OpenCL devices, kernels translated from Java by the
 *       build.
 * </ul>
 */
package org.fluxtube.kernels;
