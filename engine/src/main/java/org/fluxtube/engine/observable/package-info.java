/**
 * Observables: what is measured on a configuration. Each is a record of parameters that binds to a
 * backend and is written over {@link org.fluxtube.engine.field.FieldOps}, so it runs on every
 * backend.
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Traces are divided by N. Means over sites are divided by the volume V.
 *   <li>The last direction is time; epsilon_{0123} = +1.
 *   <li>F = F^a T^a is anti-Hermitian, P = exp(F + ...), the coupling is absorbed.
 *   <li>A derived quantity of an observable without parameters has a plain name (susceptibility);
 *       one with parameters puts its label before it (gradient-flow-2-20-0.02.t0), so that names
 *       stay unique.
 *   <li>A derived quantity that does not exist for the data (a logarithm of a negative number, t0
 *       beyond the flow) is NaN.
 * </ul>
 *
 * <h2>Index</h2>
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.observable.ObservableSpec}: the parameters of an observable.
 *   <li>{@link org.fluxtube.engine.observable.Observable}: bound to a backend.
 *   <li>{@link org.fluxtube.engine.observable.Derived}: a function of means.
 *   <li>{@link org.fluxtube.engine.observable.ActionDensity}: S/V of any action.
 *   <li>{@link org.fluxtube.engine.observable.SchwingerDyson}: residuals whose mean is exactly
 *       zero.
 *   <li>{@link org.fluxtube.engine.observable.Plaquette}, {@link
 *       org.fluxtube.engine.observable.Rectangle}, {@link
 *       org.fluxtube.engine.observable.WilsonLoop}, {@link
 *       org.fluxtube.engine.observable.PolyakovLoop}: loops of links.
 *   <li>{@link org.fluxtube.engine.observable.ChiralCondensate}: exact, or with noise sources.
 *   <li>{@link org.fluxtube.engine.observable.PlaquetteCondensate}: their covariance.
 *   <li>{@link org.fluxtube.engine.observable.MesonCorrelators}: pion and rho, exact, from points
 *       or from walls; {@code MesonSums}: the contraction; {@code EffectiveMass}: of any
 *       correlator.
 *   <li>{@link org.fluxtube.engine.observable.DiracEigenvalues}, {@link
 *       org.fluxtube.engine.observable.DeterminantSign}: the spectrum of D.
 *   <li>{@link org.fluxtube.engine.observable.LinkTrace}: what headers of files state.
 *   <li>{@link org.fluxtube.engine.observable.TopologicalCharge}: geometric, U(1) in two
 *       dimensions.
 *   <li>{@link org.fluxtube.engine.observable.CloverCharge}: field-theoretic, four dimensions.
 *   <li>{@link org.fluxtube.engine.observable.FlowedEnergy}: t^2 E(t), t_0, w_0.
 *   <li>{@link org.fluxtube.engine.observable.GradientFlow}: the flow itself.
 *   <li>{@link org.fluxtube.engine.observable.CloverField}: F_{mu nu} from four plaquettes.
 *   <li>{@link org.fluxtube.engine.observable.Magnetisation}, {@link
 *       org.fluxtube.engine.observable.TwoPoint}, {@link
 *       org.fluxtube.engine.observable.PhiSquared}, {@link
 *       org.fluxtube.engine.observable.IsingEnergy}, {@link
 *       org.fluxtube.engine.observable.SpinEnergy}, {@link
 *       org.fluxtube.engine.observable.StaggeredMagnetisation}, {@link
 *       org.fluxtube.engine.observable.StructureFactor}: scalars and spins.
 *   <li>{@link org.fluxtube.engine.observable.ElectronDensity}, {@link
 *       org.fluxtube.engine.observable.DensityOfStates}: the electrons of the double-exchange
 *       model.
 *   <li>{@code Fit}: checks and their messages; {@code Loops}: lines of links.
 * </ul>
 */
package org.fluxtube.engine.observable;
