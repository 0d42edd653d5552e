/**
 * Maps V = F(U) of gauge fields: smearing, and the layers of gauge-covariant networks; and blocks
 * of equivariant attention and of equivariant convolutions on spins.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.network.LayerSpec}, {@link org.fluxtube.engine.network.Layer}:
 *       the two halves. {@link org.fluxtube.engine.network.Network}: layers one after the other.
 *   <li>{@link org.fluxtube.engine.network.Stout}: smearing with fixed weights. {@link
 *       org.fluxtube.engine.network.Covariant}: the same step with trainable weights of plaquettes,
 *       rectangles and lines around the torus.
 *   <li>{@link org.fluxtube.engine.network.DenseCovariant}: the same step with local coefficients
 *       from a small dense network of the loops; {@link org.fluxtube.engine.network.DenseLayer},
 *       {@link org.fluxtube.engine.network.DenseCoefficients}: bound.
 *   <li>{@link org.fluxtube.engine.network.Cask}: attention; {@link
 *       org.fluxtube.engine.network.CaskLayer}, {@link org.fluxtube.engine.network.CaskAdjoint},
 *       {@link org.fluxtube.engine.network.Attention}, {@link
 *       org.fluxtube.engine.network.ExtendedLinks}: bound.
 *   <li>{@link org.fluxtube.engine.network.StapleLayer}: smearing and covariant layers, bound.
 *       {@link org.fluxtube.engine.network.PlanarLoops}, {@link
 *       org.fluxtube.engine.network.LoopSides}, {@link org.fluxtube.engine.network.PolyakovLines}:
 *       the staples and their adjoints. {@link org.fluxtube.engine.network.WeightClasses}: which
 *       weight acts on which link.
 *   <li>{@link org.fluxtube.engine.network.SpinNetwork}: pair couplings of spins behind {@link
 *       org.fluxtube.engine.network.SpinBlocks}, on host arrays, since the electrons that they
 *       stand for are there; {@code SpinBlock}: what a block does; {@code SpinAttention}:
 *       equivariant attention; {@code GatedConvolution}: convolutions with gates; {@code
 *       PairEnergy}: the energy behind them.
 * </ul>
 *
 * <p>The adjoints are written by hand, over the operations of a backend, so that they run wherever
 * those do. Forces are -dS in algebra coordinates of the left factor, exp(w^a T^a) U, at every
 * layer; gradients with respect to weights are +dS. Links are periodic here whatever the boundary
 * of fermions: their phases belong to the operator.
 *
 * <p>Actions use a network through {@link org.fluxtube.engine.action.Smeared}.
 */
package org.fluxtube.engine.network;
