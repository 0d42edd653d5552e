/**
 * Backend {@code opencl}: field operations on an OpenCL device, in both precisions.
 *
 * <ul>
 *   <li>{@link org.fluxtube.kernels.opencl.OpenClBackend}: found by ServiceLoader.
 *   <li>{@link org.fluxtube.kernels.opencl.OpenClOps}: the operations; {@code DeviceLoops}, {@code
 *       DeviceManifolds}, {@code DeviceHops}, {@code DeviceSpinors}, {@code DeviceAlgebra} and
 *       {@code DeviceMemory} are its parts, {@code GaugeLoops} and {@code Sums} its helpers.
 *   <li>{@code SiteOrder}: which site has which number on the device. {@code HopKind}: what kernels
 *       know of a hopping. {@code KernelForm}: a text for single sites or for vectors of sites.
 *   <li>{@link org.fluxtube.kernels.opencl.Devices}, {@link org.fluxtube.kernels.opencl.Device}:
 *       what this machine has, and why something cannot be used.
 *   <li>{@code OpenDevice}: one context for each device and process, its programs and memory
 *       account.
 *   <li>{@code Launcher}, {@code Launch}, {@code Buffer}: a queue, kernels with their arguments,
 *       device memory; {@code Signature}, {@code KernelTexts}: the texts.
 *   <li>{@code kernel}: the kernels, as Java; {@code translate}: the build step that writes {@code
 *       kernels/<class>.cl}. Classes of both need Aparapi, which is not shipped: nothing here may
 *       refer to them, kernels are known by name.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Structure of arrays: component c of site s is number {@code c * volume + s}, s in the order
 *       of {@code SiteOrder}; a spinor of one parity is stored as half of that. One work-item a
 *       site (or number; for hops on a CPU a block of 2, 4 or 8 sites), launches rounded up to
 *       whole groups of 64, kernels check their number.
 *   <li>Only changed arguments are sent; they are bound by the names in the kernel's text.
 *   <li>Host arrays are in use only during blocking transfers, so that a moving garbage collector
 *       can change nothing.
 *   <li>Between momentum refresh and accept no field moves; a sum reads 32 numbers a component.
 *       {@code update} has kernels for heat bath and overrelaxation ({@code LocalRules}); the other
 *       rules work on the host: three transfers.
 *   <li>SU(N) with N of at least 4 has slower kernels with work space in device memory.
 *   <li>System property {@code fluxtube.opencl.device}: part of the name of the device to take.
 * </ul>
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>Kernel objects at run time, with arguments as typed fields: needs Aparapi's classes on the
 *       class path of the distribution; names checked against the text give the same safety at the
 *       first call.
 * </ul>
 */
package org.fluxtube.kernels.opencl;
