/**
 * Actions: records of couplings that bind to working objects.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.action.ActionSpec}, {@link org.fluxtube.engine.action.Action}:
 *       the two halves. {@link org.fluxtube.engine.action.Auxiliary}: pseudo-fermions and the like.
 *   <li>{@link org.fluxtube.engine.action.WilsonPlaquette}, {@link
 *       org.fluxtube.engine.action.RectangleAction}, {@link
 *       org.fluxtube.engine.action.ImprovedGauge}: gauge actions.
 *   <li>{@link org.fluxtube.engine.action.Phi4}, {@link org.fluxtube.engine.action.Phi4Hopping}:
 *       the same theory in two conventions.
 *   <li>{@link org.fluxtube.engine.action.SpinModel}: O(n).
 *   <li>{@link org.fluxtube.engine.action.DoubleExchange}: O(3) spins coupled to electrons.
 *   <li>{@link org.fluxtube.engine.action.PseudoFermions}, {@link
 *       org.fluxtube.engine.action.Determinant}: fermions, by pseudo-fermions or exactly; {@link
 *       org.fluxtube.engine.action.PseudoFermionRatio}: the light part of a mass splitting.
 *   <li>{@link org.fluxtube.engine.action.RationalPseudoFermions}: roots of determinants.
 *   <li>{@link org.fluxtube.engine.action.Smeared}: any of them on smeared links or on the links of
 *       a network.
 *   <li>{@link org.fluxtube.engine.action.Scaled}: any of them times a learnable factor.
 *   <li>{@link org.fluxtube.engine.action.OneOf}: one of several effective actions, for a campaign
 *       that chooses.
 *   <li>{@link org.fluxtube.engine.action.SumOfActions}, {@link org.fluxtube.engine.action.Term}:
 *       sums of named terms.
 *   <li>{@link org.fluxtube.engine.action.EffectiveSpec}, {@link
 *       org.fluxtube.engine.action.EffectiveAction}: actions of which some numbers are learnt;
 *       {@link org.fluxtube.engine.action.LoopAction}, {@link org.fluxtube.engine.action.LoopKind}:
 *       sums of loops; {@link org.fluxtube.engine.action.SpinCouplings}, {@link
 *       org.fluxtube.engine.action.SpinTransformer}, {@link
 *       org.fluxtube.engine.action.SpinConvolution}: spins coupled to their n-th neighbours, as
 *       they are, or as the output of attention or of convolutions ({@link
 *       org.fluxtube.engine.action.SpinNetworkSpec}; {@code BlockWeights}: where their weights
 *       start). {@code FloatGaugeForce}: forces of gauge actions in single precision.
 *   <li>{@link org.fluxtube.engine.action.LocalAction}, {@link
 *       org.fluxtube.engine.action.NeighbourCoupling}: what local updates and clusters need; {@link
 *       org.fluxtube.engine.action.WalkableAction}, {@link org.fluxtube.engine.action.SpinWalk},
 *       {@link org.fluxtube.engine.action.ValueWalk}: changes of one spin after the other.
 * </ul>
 *
 * <p>The weight is exp(-S); the force is -dS (conventions: package {@code field}). Constants that
 * do not depend on the field are omitted, and each action says which.
 */
package org.fluxtube.engine.action;
