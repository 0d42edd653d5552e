/** {@link org.fluxtube.engine.blas.BlasThreads}: the threads of OpenBLAS. */
package org.fluxtube.engine.blas;
