/**
 * Backends that implement the engine's field operations.
 *
 * <ul>
 *   <li>{@code org.fluxtube.kernels.simd}: vectors of the processor, one thread.
 * </ul>
 */
package org.fluxtube.kernels;
