/**
 * Flows: trained changes of variables x = f(z) with the density q(x) = r(z) |det dz/dx|, on
 * libtorch. No other package uses libtorch, and none of its classes is loaded before the first flow
 * computes.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.flow.TransportMap}: draw, forward, inverse, ln q, and the
 *       gradient of reverse KL, the action in the mapped variables; what samplers and trainers see.
 *   <li>{@link org.fluxtube.engine.flow.Chart}: a configuration as the numbers of a flow, its prior
 *       and its measure, slopes from the engine's forces and back: {@code ScalarChart}, {@code
 *       AngleChart} (U(1)), {@code MatrixChart} (SU(N)), {@code SphereChart} (spins).
 *   <li>{@link org.fluxtube.engine.flow.Flow}: the specification, an effective action S_eff = -ln
 *       q, so that models, versions, files and trainers are those of every other; {@code
 *       BoundFlow}: its bound form; {@link org.fluxtube.engine.flow.CouplingRange} ({@code
 *       Blocks}): one flow for a range of couplings.
 *   <li>{@link org.fluxtube.engine.flow.MapSpec}: the elements of a flow, most of them with
 *       networks ({@link org.fluxtube.engine.flow.ConditionedMap}): {@link
 *       org.fluxtube.engine.flow.AffineCoupling} ({@code CouplingLayers}) and {@link
 *       org.fluxtube.engine.flow.SplineCoupling} ({@code SplineLayers}), both on a {@code
 *       Coupling}; {@link org.fluxtube.engine.flow.ModeScaling} ({@code ScaledModes}); {@link
 *       org.fluxtube.engine.flow.MaskedSmearing} (links of U(1) in two dimensions; {@code
 *       SmearedLinks} on libtorch where it stands beside other maps or in float, alone {@code
 *       SmearingFlow} on plain arrays, several configurations side by side: {@code LinkSmearing} of
 *       {@code LinkUpdate}, {@code LinkLoops}, {@code LogProduct}, {@code PlainNetwork}, {@code
 *       Shift}, {@code Elementary}, adjoints by hand, the same numbers, no libtorch); the
 *       differential equations {@link org.fluxtube.engine.flow.ContinuousFlow} (scalars, {@code
 *       SineField}) and {@link org.fluxtube.engine.flow.ContinuousSpinFlow} (unit vectors, {@code
 *       SpinGradient}): {@code IntegratedFlow} makes {@code RungeKutta} steps of a {@code
 *       VectorField}; {@code Chebyshev}, {@code Orbits}.
 *   <li>{@link org.fluxtube.engine.flow.ConditionerSpec}: the networks of couplings, for any number
 *       of channels in and out ({@code Conditioner}): {@link org.fluxtube.engine.flow.Convolution}
 *       and {@link org.fluxtube.engine.flow.CombiConvolution} ({@code Convolutions}, {@code
 *       Stencil}), {@link org.fluxtube.engine.flow.FullyConnected} ({@code Dense}); {@code
 *       InFloat}; {@link org.fluxtube.engine.flow.Activation}, {@link
 *       org.fluxtube.engine.flow.Mask}; {@code Kept}: tensors that outlive a computation.
 *   <li>{@code RationalQuadratic}: monotone splines of many elements at once, with linear tails, on
 *       a circle or on an interval.
 *   <li>{@link org.fluxtube.engine.flow.LearnedLeapfrog}: leapfrog steps of U(1) in two dimensions
 *       with networks ({@code BoundLeapfrog}, {@code LeapfrogSteps}), a {@link
 *       org.fluxtube.engine.flow.PhaseMap} of configurations and momenta.
 *   <li>{@code TorchMap}: a map as libtorch differentiates it, {@code Maps}: all of a flow; {@code
 *       Torch}: the library.
 *   <li>{@link org.fluxtube.engine.flow.PlaquetteCoupling} ({@code PlaquetteLayers}): links of U(1)
 *       in two dimensions through their plaquettes; {@link org.fluxtube.engine.flow.BlockSplitting}
 *       ({@code SplitBlocks}): the same from coarse to fine; {@code Plaquettes}: their angles;
 *       {@link org.fluxtube.engine.flow.SpectralCoupling} ({@code SpectralLayers}): links of SU(2)
 *       and SU(3) through the eigenvalues of plaquettes; {@link
 *       org.fluxtube.engine.flow.SpectralSplitting} ({@code SpectralBlocks}): the same from coarse
 *       to fine; {@code Halving}: a torus in blocks; {@code CellMap}: maps of eigenvalues, {@code
 *       Matrices}: products and functions of matrices, {@code UnitaryEigen}: their eigenvectors;
 *       {@link org.fluxtube.engine.flow.Circle}, {@code CircleMap}: maps of an angle; {@code
 *       Constants}: index tables and masks.
 * </ul>
 *
 * <p>To add a map: a record of {@code MapSpec}, its {@code TorchMap}, a case in {@code Maps}, a
 * line in the catalogue; FlowContract runs it.
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Prior: normal for scalars, mean 0, variance 1, so that with all constants in ln q mean
 *       exp(-S)/q is Z with the measure product d phi; for links and spins uniform, ln r = 0, so
 *       that Z has the Haar measure (the sphere's) of total 1 at each link (site). A free field as
 *       the prior: {@code mode-scaling} with a mass as the first map.
 *   <li>Fields, couplings, ln J and ln q in double; networks too unless they say {@code precision =
 *       float}. The accept stays exact then: s and t are some function of the sites that a layer
 *       leaves alone, and ln J is the sum of the very s that was applied. What is needed is that ln
 *       q of a proposal is of the same forward pass, and is kept with the state: the inverse may
 *       round an input of a network to the other side and find an s that differs by 1e-7. Draws are
 *       drawn in whole batches for the same reason. Parameters are one array of doubles; optimisers
 *       are those of package learn.
 *   <li>A continuous flow has the density of its differential equation up to a defect of order
 *       steps^-8 (ln J is the integral of the divergence, not the determinant of the discrete map);
 *       ln J is NaN where a configuration does not come back to 1e-3.
 *   <li>S and its force are the target's own: the gradient goes through libtorch from x on, so that
 *       every action on every backend can be learnt.
 * </ul>
 *
 * <h2>Figures</h2>
 *
 * <p>16 affine layers, 8 x 8, batch 64, hidden [8, 8], kernel 3, one thread, beside the same model
 * (layout of the notebook arXiv:2101.08176) in PyTorch 1.13 of Debian in float. With equal weights
 * and equal z (formulas in both), configurations, ln q, ln w, loss, all 12,960 derivatives, the
 * inverse and its ln |det| agree to 1.1e-6 of the largest number in float and to 4e-15 with PyTorch
 * in double. In turn, two turns on a free two-core machine (AVX2, load 2), medians of 15 calls,
 * processor time of the calling thread in ms (by the clock the same within 3 %):
 *
 * <ul>
 *   <li>step of training with its draws, target, derivatives and Adam: 52, 58 in float, 73, 68 in
 *       double; PyTorch in float 88, 86
 *   <li>64 samples with ln q: 17, 17 in float, 24, 23 in double; PyTorch 21, 22
 *   <li>inverse of 64 with ln |det|: 20, 19 in float, 22, 19 in double; PyTorch 18, 20
 * </ul>
 *
 * <p>Of a step the 64 targets take 0.2 ms and the prior 0.3. {@code fluxtube bench --flow} measures
 * a campaign's own flow.
 *
 * <p>Masked smearing of one sweep, hidden [4], kernel 3, 8 x 8, one configuration, in one process
 * on a busy machine, outputs compared (4e-16): S(f(z)) - ln J with its gradient 0.12 ms by hand,
 * 12.9 ms through libtorch; the inverse 0.08 and 35 ms. A trajectory of HMC through the map (20
 * forces) takes 3 to 5 times one of plain HMC.
 *
 * <p>Two sweeps of it, hidden [4, 4], 16 x 16, batch 16, one thread of a busy machine, the same
 * loss to twelve digits, processor time in ms: configuration by configuration, and with loops over
 * several of them that the compiler makes vectors of: the map 8.8 and 2.5, with the gradient of
 * S(f(z)) - ln J 18 and 5.6, with that of the parameters 27 and 9.2, a step of force matching 77
 * and 28. Of one configuration a force is 1.1 and 0.73 on 16 x 16, 14.5 and 7.8 on 64 x 64, and on
 * 8 x 8, where loops are short, about the same.
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>One loop for all of exp or of an update's adjoint: the compiler makes no vectors of loops
 *       of more than some 30 operations, nor of such as write one array at another index than they
 *       read; so written, masked smearing was no faster than with StrictMath, site by site.
 *   <li>Of one convolution 8 to 8 channels on 8 x 8, batch 64, with its derivative, in float on one
 *       thread: gather and product 1.3 ms, {@code conv2d} with the border put on by {@code cat} 1.8
 *       ms, product first and gather after 1.8 ms, whole rows of sites as one block of a product
 *       1.8 ms, one matrix for the whole lattice 2.0 ms; for 8 to 2 channels gather and product 1.5
 *       ms, product first and only the changed sites gathered 0.6 ms, which is what is done. {@code
 *       unfold} was slower still.
 *   <li>Splitting blocks without turning the loops by W/2, and with the spline itself instead of
 *       its inverse, whose slope is 2 pi times the density: ESS 0.02 to 0.07 after 600 steps on 8 x
 *       8, beta 2, where it is 0.89 after 500 now.
 *   <li>{@code fft_fftn} with a list of dimensions: the optional list dangles in these bindings.
 *   <li>Continuous flows in 1 or 2 steps, at a rate of 0.05 without the way back: on 6 x 6, lambda
 *       6.975, the loss fell by ln J that was wrong, and ln Z rose to 156 in 250 steps of learning.
 * </ul>
 */
package org.fluxtube.engine.flow;
