/** Backends that implement the engine's field operations. */
package org.fluxtube.kernels;
