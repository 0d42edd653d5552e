/**
 * Samplers: Markov kernels (state, randomness) to (state, info).
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.sampler.SamplerSpec}, {@link
 *       org.fluxtube.engine.sampler.Sampler}: the two halves. {@link
 *       org.fluxtube.engine.sampler.State}, {@link org.fluxtube.engine.sampler.Transition}, {@link
 *       org.fluxtube.engine.sampler.StepInfo}: what a step takes and gives; {@link
 *       org.fluxtube.engine.sampler.Ends}: what learning takes from it; {@link
 *       org.fluxtube.engine.sampler.Reversibility}: what checks take. {@link
 *       org.fluxtube.engine.sampler.Exactness}: what it proves.
 *   <li>{@link org.fluxtube.engine.sampler.HmcSpec}, {@link org.fluxtube.engine.sampler.Hmc}:
 *       hybrid Monte Carlo with a guide.
 *   <li>{@link org.fluxtube.engine.sampler.HeatBath}, {@link
 *       org.fluxtube.engine.sampler.Metropolis}: sweeps ({@code LocalSweeps}, {@code Sweep}, {@code
 *       LocalTarget}) of local updates in an {@link org.fluxtube.engine.sampler.Order}, on the sets
 *       of a {@link org.fluxtube.engine.sampler.Colouring}.
 *   <li>{@link org.fluxtube.engine.sampler.SingleSpin}: single spins at random sites, for any
 *       action of spins; {@code SingleSpinSampler}: bound.
 *   <li>{@link org.fluxtube.engine.sampler.Wolff}: clusters of scalars and spins; {@code
 *       ClusterSampler}, {@code Clusters}: bound.
 *   <li>{@link org.fluxtube.engine.sampler.Slmc}: proposals by a kernel of an effective action
 *       ({@code Trained}); {@code SlmcSampler}: bound.
 *   <li>{@link org.fluxtube.engine.sampler.FlowMetropolis}: independent proposals of a flow; {@code
 *       FlowMetropolisSampler}: bound.
 *   <li>{@link org.fluxtube.engine.sampler.FieldTransformationHmc}: HMC through a map; {@code
 *       FieldTransformationSampler}: bound, an {@code Hmc} of the {@code MappedAction}.
 *   <li>{@link org.fluxtube.engine.sampler.L2Hmc}: HMC with a learned leapfrog; {@code
 *       L2HmcSampler}: bound.
 *   <li>{@code GuidedSampler}: what kernels with a model and a fall-back share.
 *   <li>{@link org.fluxtube.engine.sampler.Sequence}: samplers one after the other ({@code
 *       SequenceSampler}); {@link org.fluxtube.engine.sampler.Turns}: the streams that its members
 *       get.
 *   <li>{@link org.fluxtube.engine.sampler.SamplerException}: a failure that would only repeat
 *       itself.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>A step draws from the stream of its trajectory alone; what repeats in it takes another
 *       round or, in a sequence of k members, the trajectory t k + i.
 *   <li>Detailed balance of sweeps: the update of one set of sites is in detailed balance (SU(N):
 *       with the order of the subgroups reversed as its adjoint), so a sweep followed by its mirror
 *       image is.
 *   <li>Metropolis steps are counted one by one, heat baths and reflections by the sites that
 *       changed.
 * </ul>
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>H O^n followed by its mirror image O^n H: reflections are their own inverses, so the
 *       overrelaxation would undo itself. A second heat bath stands between them.
 *   <li>One random stream for all members of a sequence: two members of one kind draw the same
 *       numbers.
 * </ul>
 */
package org.fluxtube.engine.sampler;
