/**
 * Geometry.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.lattice.Lattice}: periodic lattice, site order, neighbours.
 *   <li>{@link org.fluxtube.engine.lattice.NeighbourShells}: n-th neighbours.
 * </ul>
 */
package org.fluxtube.engine.lattice;
