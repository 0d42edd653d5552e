package org.fluxtube.engine.network;

import java.util.List;

/**
 * S' = F(S) of unit vectors, for each site; F commutes with rotations of all spins together and
 * with translations. Arrays of spins are planar, {@code [component][site]}. Owns its workspace;
 * used by one thread.
 */
sealed interface SpinBlock permits SpinAttention, GatedConvolution {
  /** A name for each weight, in their order. */
  List<String> labels();

  /** Takes over the weights theta[first ..]. */
  void set(double[] theta, int first);

  /** S' of the given spins, kept as the present ones; valid until the next call. */
  double[] forward(double[] spins);

  /**
   * S' with one spin changed, exactly, from what is known of the present ones; valid until the next
   * call. {@link #accept} makes it the present state.
   */
  double[] change(int site, double[] spin);

  /** Makes the last {@link #change} the present state. */
  void accept();

  /**
   * The adjoint at the spins of the last {@link #forward}: from dE/dS' to dE/dS and dE/dtheta. At
   * the kink of a score or gate, d = 0, the slope is that of d below 0.
   *
   * @param g dE/dS', planar; overwritten with dE/dS
   * @param theta added to from {@code first} on
   */
  void adjoint(double[] g, double[] theta, int first);
}
