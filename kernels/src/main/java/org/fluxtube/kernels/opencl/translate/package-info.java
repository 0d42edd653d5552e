/**
 * The build step that turns the Java of {@code org.fluxtube.kernels.opencl.kernel} into OpenCL C;
 * not used at run time.
 *
 * <ul>
 *   <li>{@link org.fluxtube.kernels.opencl.translate.KernelCompiler}: the main of the build.
 *   <li>{@link org.fluxtube.kernels.opencl.translate.KernelList}: what it translates.
 *   <li>{@link org.fluxtube.kernels.opencl.translate.KernelTranslator}: one kernel.
 * </ul>
 */
package org.fluxtube.kernels.opencl.translate;
